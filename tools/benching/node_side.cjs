// The Node.js sides of the benchmark: node_side.cjs receiptline|encoder|thermal TOOLS_FOLDER
// Each is written as its documentation shows it; see side.py for what is asked and answered.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const readline = require('node:readline');
const { performance } = require('node:perf_hooks');

const [peer, tools] = process.argv.slice(2);
const folder = path.join(tools, 'bench_data');
const LOGO = path.join(folder, 'common-logo.png');
const COMMON = JSON.parse(fs.readFileSync(path.join(folder, 'common-receipt.json'), 'utf8'));
const COLUMNS = 48;

function asciiLines() {
    const words = 'The quick brown fox jumps over the lazy dog, and so do I.';
    return Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(4, '0')} ${words}`.slice(0, COLUMNS));
}

function mixedLines() {
    const words = 'Crème brûlée 4,20 € Чай с лимоном Zażółć gęślą jaźń Größe naïve Ñandú';
    return Array.from({ length: 1000 }, (_, n) => `${String(n).padStart(4, '0')} ${words}`.slice(0, COLUMNS));
}

function another(number) {
    const data = structuredClone(COMMON);
    data.head[0][0] = `Receipt ${String(number).padStart(6, '0')}`;
    data.items = data.items.map(([name, count], place) => [
        `${name.slice(0, 14)} ${String(number + place).padStart(3, '0')}`, count,
        `${(number * 7 + place) % 90 + 1}.${String(place).padStart(2, '0')}`,
    ]);
    return data;
}

// --- receiptline --------------------------------------------------------------------------------------------------

function receiptline() {
    const { transform } = require('receiptline');
    const options = { cpl: COLUMNS, encoding: 'cp437', command: 'generic', spacing: false, gradient: false };
    const base64 = fs.readFileSync(LOGO).toString('base64');
    const print = (text, own) => Buffer.from(transform(text, { ...options, ...own }), 'latin1');

    function markup(data, logo, codes) {
        const [name, ...address] = data.shop;
        const lines = logo ? [`{image:${base64}}`] : [];
        lines.push(`^^^"${name}"`, ...address, '-', '{width:auto;align:left}');
        lines.push(...data.head.map((cells) => `${cells[0]} | ${cells[1]}`), '-', '{width:* 5 10}');
        lines.push(...data.items.map((cells) => `${cells[0]} | ${cells[1]} | ${cells[2]}`), '-', '{width:auto}');
        lines.push(...data.totals.map(([left, right]) => (left === 'TOTAL' ? `"${left}" | "${right}"` : `${left} | ${right}`)));
        lines.push('-', '{align:center}', ...data.foot);
        if (codes) {
            lines.push(`{code:${data.qr};option:qrcode,6,m}`, '', `{code:${data.barcode};option:ean,3,100,hri}`);
        }
        return `${lines.join('\n')}\n=\n`;
    }

    const plain = (lines) => lines.map((line) => `|${line}`).join('\n');
    return {
        ascii: [asciiLines, (lines) => print(plain(lines))],
        mixed: [mixedLines, (lines) => print(plain(lines), { encoding: 'multilingual' })],
        logo: [() => null, () => print(`{image:${base64}}\n`)],
        receipt: [() => COMMON, (data) => print(markup(data, true, true))],
        'receipt-no-logo': [() => COMMON, (data) => print(markup(data, false, true))],
        'receipt-text': [() => COMMON, (data) => print(markup(data, false, false))],
        'receipt-text-new': [another, (data) => print(markup(data, false, false))],
    };
}

// --- receipt-printer-encoder --------------------------------------------------------------------------------------

function encoder() {
    const ReceiptPrinterEncoder = require('@point-of-sale/receipt-printer-encoder');
    const { PNG } = require('pngjs');
    const fresh = (page) => new ReceiptPrinterEncoder({ printerModel: 'xprinter-xp-t80q', columns: COLUMNS })
        .initialize().codepage(page);
    const draw = (printer) => {
        const png = PNG.sync.read(fs.readFileSync(LOGO));
        const image = { width: png.width, height: png.height, data: new Uint8ClampedArray(png.data) };
        printer.align('center').image(image, png.width, png.height, 'threshold').align('left');
    };
    const table = (printer, widths, rows) => printer.table(widths, rows);

    function receipt(data, logo, codes) {
        const printer = fresh('cp437');
        if (logo) draw(printer);
        const [name, ...address] = data.shop;
        printer.align('center').bold(true).size(2, 2).line(name).size(1, 1).bold(false);
        address.forEach((line) => printer.line(line));
        printer.align('left').rule();
        table(printer, [{ width: 24, align: 'left' }, { width: 24, align: 'right' }], data.head).rule();
        table(printer, [{ width: 33, align: 'left' }, { width: 5, align: 'right' }, { width: 10, align: 'right' }], data.items).rule();
        table(printer, [{ width: 24, align: 'left' }, { width: 24, align: 'right' }], data.totals).rule();
        printer.align('center');
        data.foot.forEach((line) => printer.line(line));
        if (codes) {
            printer.qrcode(data.qr, { size: 6, errorlevel: 'm' }).newline();
            printer.barcode(data.barcode, 'ean13', { height: 100, width: 3, text: true });
        }
        return printer.cut('partial').encode();
    }

    const lines = (page) => (texts) => {
        const printer = fresh(page);
        texts.forEach((line) => printer.line(line));
        return printer.encode();
    };
    return {
        ascii: [asciiLines, lines('cp437')],
        mixed: [mixedLines, lines('auto')],
        logo: [() => null, () => { const printer = fresh('cp437'); draw(printer); return printer.encode(); }],
        receipt: [() => COMMON, (data) => receipt(data, true, true)],
        'receipt-no-logo': [() => COMMON, (data) => receipt(data, false, true)],
        'receipt-text': [() => COMMON, (data) => receipt(data, false, false)],
        'receipt-text-new': [another, (data) => receipt(data, false, false)],
    };
}

// --- node-thermal-printer -----------------------------------------------------------------------------------------

function thermal() {
    const { printer: ThermalPrinter, types } = require('node-thermal-printer');
    const fresh = () => new ThermalPrinter({ type: types.EPSON, width: COLUMNS, characterSet: 'PC437_USA' });

    async function receipt(data, logo, codes) {
        const printer = fresh();
        printer.alignCenter();
        if (logo) await printer.printImage(LOGO);
        const [name, ...address] = data.shop;
        printer.bold(true);
        printer.setTextDoubleWidth();
        printer.setTextDoubleHeight();
        printer.println(name);
        printer.setTextNormal();
        printer.bold(false);
        address.forEach((line) => printer.println(line));
        printer.alignLeft();
        printer.drawLine();
        data.head.forEach((cells) => printer.leftRight(...cells));
        printer.drawLine();
        data.items.forEach(([name_, count, price]) => printer.tableCustom([
            { text: name_, align: 'LEFT', cols: 33 }, { text: count, align: 'RIGHT', cols: 5 },
            { text: price, align: 'RIGHT', cols: 10 },
        ]));
        printer.drawLine();
        data.totals.forEach((cells) => printer.leftRight(...cells));
        printer.drawLine();
        printer.alignCenter();
        data.foot.forEach((line) => printer.println(line));
        if (codes) {
            printer.printQR(data.qr, { cellSize: 6, correction: 'M' });
            printer.newLine();
            printer.printBarcode(data.barcode, 67, { hriPos: 2, hriFont: 0, width: 3, height: 100 });
        }
        printer.partialCut();
        return printer.getBuffer();
    }

    return {
        ascii: [asciiLines, (texts) => {
            const printer = fresh();
            texts.forEach((line) => printer.println(line));
            return printer.getBuffer();
        }],
        logo: [() => null, async () => {
            const printer = fresh();
            printer.alignCenter();
            await printer.printImage(LOGO);
            return printer.getBuffer();
        }],
        receipt: [() => COMMON, (data) => receipt(data, true, true)],
        'receipt-no-logo': [() => COMMON, (data) => receipt(data, false, true)],
        'receipt-text': [() => COMMON, (data) => receipt(data, false, false)],
        'receipt-text-new': [another, (data) => receipt(data, false, false)],
    };
}

// --- asked and answered -------------------------------------------------------------------------------------------

async function answer(tasks, { work, first, rounds }) {
    if (!(work in tasks)) return { cannot: true };
    const [given, run] = tasks[work];
    const times = [];
    let bytes = Buffer.alloc(0);
    for (let number = first; number < first + rounds; number += 1) {
        const own = given(number);
        const begin = performance.now();
        bytes = await run(own);
        times.push(performance.now() - begin);
    }
    const peak = Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'ascii'))[1]);
    return { times, extras: [], data: Buffer.from(bytes).toString('base64'), writes: 1, peak_kib: peak };
}

async function main() {
    const tasks = { receiptline, encoder, thermal }[peer]();
    for await (const line of readline.createInterface({ input: process.stdin })) {
        process.stdout.write(`${JSON.stringify(await answer(tasks, JSON.parse(line)))}\n`);
    }
}

main();
