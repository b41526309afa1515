// The common receipt by libraries from npm: common_rivals.cjs DATA_FOLDER FOLDER
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const receiptline = require('receiptline');
const ReceiptPrinterEncoder = require('@point-of-sale/receipt-printer-encoder');
const { printer: ThermalPrinter, types } = require('node-thermal-printer');
const { PNG } = require('pngjs');

const [source, folder] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(path.join(source, 'common-receipt.json'), 'utf8'));
const logo = path.join(source, 'common-logo.png');
const MODULE_DOTS = 3;
const BARCODE_DOTS = 80;
const QR_DOTS = 6;
const KINDS = ['full', 'without-logo', 'text-only'];

function write(name, kind, bytes) {
    fs.writeFileSync(path.join(folder, `${name}-${kind}.bin`), Buffer.from(bytes));
}

// --- receiptline: bars part columns, so its lines are markup ------------------------------------------------------

function markup(kind) {
    const lines = [];
    if (kind === 'full') lines.push(`{image:${fs.readFileSync(logo).toString('base64')}}`);
    const [name, ...address] = data.shop;
    lines.push(`^^^"${name}`, ...address, '-');
    for (const [left, right] of data.head) lines.push(`${left} | ${right}`);
    lines.push('-', '{width:*,5,10}');
    for (const [item, count, price] of data.items) lines.push(`${item} | ${count}| ${price}`);
    lines.push('{width:*,*}', '-');
    for (const [label, amount] of data.totals) {
        lines.push(label === 'TOTAL' ? `"${label} | "${amount}` : `${label} | ${amount}`);
    }
    lines.push('{width:auto}', '-', ...data.foot);
    if (kind !== 'text-only') {
        lines.push(`{code:${data.qr};option:qrcode,${QR_DOTS},m}`);
        lines.push(`{code:${data.barcode};option:ean,${MODULE_DOTS},${BARCODE_DOTS},hri}`);
    }
    return lines.join('\n');
}

function byReceiptline(kind) {
    const options = { cpl: 48, encoding: 'cp437', command: 'generic', cutting: true };
    write('receiptline', kind, Buffer.from(receiptline.transform(markup(kind), options), 'latin1'));
}

// --- receipt-printer-encoder --------------------------------------------------------------------------------------

function byEncoder(kind) {
    const png = PNG.sync.read(fs.readFileSync(logo));
    const picture = { width: png.width, height: png.height, data: new Uint8ClampedArray(png.data) };
    const encoder = new ReceiptPrinterEncoder({ columns: 48, imageMode: 'raster' }).initialize().codepage('cp437');
    encoder.align('center');
    if (kind === 'full') encoder.image(picture, png.width, png.height, 'floydsteinberg');
    const [name, ...address] = data.shop;
    encoder.bold(true).size(2, 2).line(name).size(1, 1).bold(false);
    address.forEach((line) => encoder.line(line));
    encoder.align('left').rule();
    const two = [{ width: 24, align: 'left' }, { width: 24, align: 'right' }];
    encoder.table(two, data.head).rule();
    encoder.table([{ width: 33, align: 'left' }, { width: 5, align: 'right' }, { width: 10, align: 'right' }], data.items);
    encoder.rule();
    for (const row of data.totals) {
        encoder.bold(row[0] === 'TOTAL').table(two, [row]).bold(false);
    }
    encoder.rule().align('center');
    data.foot.forEach((line) => encoder.line(line));
    if (kind !== 'text-only') {
        encoder.qrcode(data.qr, { size: QR_DOTS, errorlevel: 'm' });
        encoder.barcode(data.barcode, 'ean13', { width: MODULE_DOTS - 1, height: BARCODE_DOTS, text: true });
    }
    write('receipt-printer-encoder', kind, encoder.align('left').cut('partial').encode());
}

// --- node-thermal-printer -----------------------------------------------------------------------------------------

async function byThermalPrinter(kind) {
    const printer = new ThermalPrinter({ type: types.EPSON, width: 48, characterSet: 'PC437_USA', removeSpecialCharacters: false });
    printer.alignCenter();
    if (kind === 'full') await printer.printImage(logo);
    const [name, ...address] = data.shop;
    printer.bold(true); printer.setTextSize(1, 1); printer.println(name); printer.setTextNormal(); printer.bold(false);
    address.forEach((line) => printer.println(line));
    printer.alignLeft();
    printer.drawLine();
    data.head.forEach(([left, right]) => printer.leftRight(left, right));
    printer.drawLine();
    for (const [item, count, price] of data.items) {
        printer.tableCustom([
            { text: item, align: 'LEFT', cols: 33 },
            { text: count, align: 'RIGHT', cols: 5 },
            { text: price, align: 'RIGHT', cols: 10 },
        ]);
    }
    printer.drawLine();
    for (const [label, amount] of data.totals) {
        printer.bold(label === 'TOTAL'); printer.leftRight(label, amount); printer.bold(false);
    }
    printer.drawLine();
    printer.alignCenter();
    data.foot.forEach((line) => printer.println(line));
    if (kind !== 'text-only') {
        printer.printQR(data.qr, { cellSize: QR_DOTS, correction: 'M', model: 2 });
        printer.printBarcode(data.barcode, 67, { hriPos: 2, hriFont: 0, width: MODULE_DOTS, height: BARCODE_DOTS });
    }
    printer.alignLeft();
    printer.partialCut();
    write('node-thermal-printer', kind, printer.getBuffer());
}

async function all() {
    for (const kind of KINDS) {
        byReceiptline(kind);
        byEncoder(kind);
        await byThermalPrinter(kind);
    }
}

all();
