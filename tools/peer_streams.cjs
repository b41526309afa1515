// The streams of more peers and of other families: peer_streams.cjs PICTURE FOLDER
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const core = require('@node-escpos/core');
const escpos = require('escpos');
const buffer = require('escpos-buffer');
const receiptline = require('receiptline');
const ReceiptPrinterEncoder = require('@point-of-sale/receipt-printer-encoder');
const { printer: ThermalPrinter, types } = require('node-thermal-printer');
const { PNG } = require('pngjs');

const [picture, folder] = process.argv.slice(2);
const LINK = 'https://example.com/r/4711';

function write(name, bytes) {
    fs.writeFileSync(path.join(folder, `${name}.bin`), Buffer.from(bytes));
}

// A device that keeps what is sent.
function sink() {
    const parts = [];
    return {
        open(done) { done && done(); },
        write(data, done) { parts.push(Buffer.from(data)); done && done(); return this; },
        close(done) { done && done(); },
        bytes() { return Buffer.concat(parts); },
    };
}

// --- escpos and its successor -------------------------------------------------------------------------------------

async function npmEscpos() {
    const device = sink();
    const printer = new escpos.Printer(device, { encoding: 'CP437' });
    const image = await new Promise((resolve) => escpos.Image.load(picture, 'image/png', resolve));
    printer.hardware('init').align('ct').style('bu').size(1, 1).text('Plain').style('i').text('Italic')
        .style('normal').spacing(2).text('Spaced').spacing().marginLeft(66).marginRight(65).align('lt').text('Margins')
        .color(1).text('Red').color(0).beep(2, 3)
        .barcode('400638133393', 'EAN13', { width: 3, height: 60 }).text('EAN')
        .barcode('ABC-123', 'CODE39').text('Code 39')
        .qrcode(LINK, 5, 'M', 6).text('QR');
    for (const density of ['s8', 'd8', 's24', 'd24']) {
        await printer.image(image, density);
        printer.text(density);
    }
    for (const mode of ['normal', 'dw', 'dh', 'dwdh']) {
        printer.raster(image, mode);
        printer.text(mode);
    }
    printer.cut(true, 3).flush();
    write('escpos', device.bytes());
}

async function nodeEscpos() {
    const device = sink();
    const printer = new core.Printer(device, { encoding: 'CP437' });
    printer.align('ct').style('b').size(1, 1).text('Plain').align('lt').style('normal')
        .barcode('400638133393', 'EAN13', { width: 2, height: 60 }).text('EAN')
        .qrcode(LINK, 5, 'M', 6).text('QR');
    const image = await core.Image.load(picture);
    await printer.image(image, 'd24');
    printer.text('d24').raster(image).text('normal').cut().flush();
    write('node-escpos-core', device.bytes());
}

// --- escpos-buffer: several makes, some of which have commands of their own ---------------------------------------

async function escposBuffer(model) {
    const connection = new buffer.InMemory();
    const printer = await buffer.Printer.CONNECT(model, connection);
    await printer.writeln('Plain');
    await printer.writeln('Right', 0, buffer.Align.Right);
    await printer.qrcode(LINK);
    await printer.writeln('After');
    await printer.cutter(buffer.Cut.Partial);
    write(`escpos-buffer-${model.toLowerCase().replace(/\W/g, '')}`, connection.buffer());
}

// --- Star, by the three libraries that speak it as well as ESC/POS ------------------------------------------------

function star(command) {
    const markup = [
        'Plain', '{code:4006381333931;option:ean,3,72,hri}', '{code:No. 12345;option:code128,2,60,hri}',
        `{code:${LINK};option:qrcode,5,m}`, `{image:${fs.readFileSync(picture).toString('base64')}}`, 'After',
    ].join('\n') + '\n';
    const options = { cpl: 48, encoding: 'cp437', command, spacing: true, gradient: false };
    write(`receiptline-${command}`, Buffer.from(receiptline.transform(markup, options), 'latin1'));
}

function starEncoder() {
    const png = PNG.sync.read(fs.readFileSync(picture));
    const image = { width: png.width, height: png.height, data: new Uint8ClampedArray(png.data) };
    write('receipt-printer-encoder-star', new ReceiptPrinterEncoder({ printerModel: 'star-mpop' }).initialize()
        .line('Plain').underline(true).line('Underlined').underline(false).font('B').line('Font B').font('A')
        .barcode('4006381333931', 'ean13', { height: 60, text: true }).qrcode(LINK).pdf417(LINK)
        .image(image, 200, 72, 'threshold').pulse(0).line('After').encode());
}

async function starThermal() {
    const printer = new ThermalPrinter({ type: types.STAR, width: 48, characterSet: 'PC852_LATIN2' });
    printer.println('Plain');
    printer.setTypeFontB(); printer.println('Font B'); printer.setTypeFontA();
    printer.printBarcode('4006381333931', 3);
    printer.code128('No. 12345', { text: 2, width: 'SMALL', height: 60 });
    printer.printQR(LINK, { cellSize: 5, correction: 'M' });
    printer.pdf417(LINK);
    await printer.printImage(picture);
    printer.openCashDrawer();
    printer.println('After');
    write('node-thermal-printer-star', printer.getBuffer());
}

async function all() {
    await npmEscpos();
    await nodeEscpos();
    for (const model of ['TM-T20', 'MP-4200 TH', 'I7', 'IM113']) {
        await escposBuffer(model);
    }
    ['starsbcs', 'starlinesbcs', 'stargraphic'].forEach(star);
    starEncoder();
    await starThermal();
}

all();
