// The streams of receiptline, receipt-printer-encoder and node-thermal-printer: foreign_streams.cjs FOLDER
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const receiptline = require('receiptline');
const ReceiptPrinterEncoder = require('@point-of-sale/receipt-printer-encoder');
const { printer: ThermalPrinter, types } = require('node-thermal-printer');
const { PNG } = require('pngjs');

const folder = process.argv[2];
const picture = path.join(folder, 'picture.png');
const base64 = fs.readFileSync(picture).toString('base64');

function write(peer, name, bytes) {
    fs.writeFileSync(path.join(folder, `${peer}-${name}.bin`), Buffer.from(bytes));
}

// --- receiptline: its Epson commands for text, its generic ones where Epson's need GS ( L -------------------------

function markup(name, text, options) {
    const printer = { cpl: 48, encoding: 'multilingual', command: 'epson', spacing: true, ...options };
    write('receiptline', name, Buffer.from(receiptline.transform(text, printer), 'latin1'));
}

markup('styles', [
    '{width:48}', '|Plain', '|"Emphasised"', '|_Underlined_', '|`Inverted`', '|^Wide', '|^^High', '|^^^Double',
    'Centre', 'Right|', '|Plain again',
].join('\n') + '\n');
markup('accents', '|Crème brûlée 4,20 €\n|Größe, Ñandú, Åse, naïve\n|Łódź, kůň, žluť\n');
markup('table', '{width:* 12}\n|Tea|2.10|\n|Apple pie|3.90|\n-\n|Total|6.00|\n');
markup('ruled', '{width:20 10;border:line}\n|Tea|2.10|\n-\n|Total|2.10|\n', { command: 'generic' });
markup('codes', [
    '{code:4006381333931;option:ean,3,72,hri}', '{code:No. \\{12345678;option:code128,2,60,hri}',
    '{code:https://example.com/r/4711;option:qrcode,5,m}', 'After the codes',
].join('\n') + '\n', { command: 'generic' });
markup('raster', `Before\n{image:${base64}}\nAfter\n`, { command: 'generic', gradient: false });
markup('finish', 'First\n=\nSecond\n{command:\\x1bp\\x00\\x19\\xfa}\n');

// --- receipt-printer-encoder: as for an 80 mm Xprinter --------------------------------------------------------------

function encoder(options) {
    return new ReceiptPrinterEncoder({ printerModel: 'xprinter-xp-t80q', ...options });
}

function save(name, document) {
    write('receipt-printer-encoder', name, document.cut().encode());
}

function imageData() {
    const png = PNG.sync.read(fs.readFileSync(picture));
    return { width: png.width, height: png.height, data: new Uint8ClampedArray(png.data) };
}

save('styles', encoder().initialize()
    .line('Plain')
    .bold(true).line('Bold').bold(false)
    .underline(true).line('Underlined').underline(false)
    .invert(true).line('Inverted').invert(false)
    .font('B').line('Font B').font('A')
    .size(2, 2).line('Double').size(3, 2).line('Three by two').size(1, 1)
    .align('center').line('Centre').align('right').line('Right').align('left')
    .line('Plain again'));
save('accents', encoder().initialize().codepage('auto')
    .line('Crème brûlée 4,20 €').line('Größe, Ñandú, Åse, naïve').line('Łódź, kůň, žluť'));
save('table', encoder().initialize().table(
    [{ width: 36, align: 'left' }, { width: 12, align: 'right' }],
    [['Tea', '2.10'], ['Apple pie', '3.90'], ['Total', '6.00']]).rule());
save('codes', encoder().initialize()
    .barcode('4006381333931', 'ean13', { height: 72, width: 3, text: true })
    .barcode('No. 12345', 'code128', { height: 60, width: 2, text: true })
    .qrcode('https://example.com/r/4711', { model: 2, size: 5, errorlevel: 'm' })
    .line('After the codes'));
save('raster', encoder({ imageMode: 'raster' }).initialize()
    .line('Before').image(imageData(), 200, 72, 'threshold').line('After'));
save('columns', encoder({ imageMode: 'column' }).initialize()
    .line('Before').image(imageData(), 200, 72, 'threshold').line('After'));
save('finish', encoder().initialize().pulse(0, 100, 500).line('First').cut('partial').pulse(1).line('Second'));

// --- node-thermal-printer: its Epson ------------------------------------------------------------------------------

async function thermal(name, document, options) {
    const printer = new ThermalPrinter({ type: types.EPSON, width: 48, characterSet: 'PC858_EURO', ...options });
    await document(printer);
    printer.cut();
    write('node-thermal-printer', name, printer.getBuffer());
}

async function allThermal() {
    await thermal('styles', (printer) => {
        printer.println('Plain');
        printer.bold(true); printer.println('Bold'); printer.bold(false);
        printer.underline(true); printer.println('Underlined'); printer.underline(false);
        printer.underlineThick(true); printer.println('Underlined twice'); printer.underlineThick(false);
        printer.invert(true); printer.println('Inverted'); printer.invert(false);
        printer.setTypeFontB(); printer.println('Font B'); printer.setTypeFontA();
        printer.setTextQuadArea(); printer.println('Double');
        printer.setTextSize(1, 2); printer.println('Three by two'); printer.setTextNormal();
        printer.alignCenter(); printer.println('Centre');
        printer.alignRight(); printer.println('Right');
        printer.alignLeft(); printer.println('Plain again');
    });
    await thermal('accents', (printer) => {
        printer.println('Crème brûlée 4,20 €');
        printer.println('Größe, Ñandú, Åse, naïve');
        printer.setCharacterSet('PC852_LATIN2');
        printer.println('Łódź, kůň, žluť');
    });
    await thermal('table', (printer) => {
        printer.leftRight('Tea', '2.10');
        printer.leftRight('Apple pie', '3.90');
        printer.drawLine();
        printer.tableCustom([{ text: 'Total', align: 'LEFT', width: 0.75 }, { text: '6.00', align: 'RIGHT', width: 0.25 }]);
    });
    await thermal('codes', (printer) => {
        printer.printBarcode('4006381333931', 67, { hriPos: 2, width: 3, height: 72 });
        printer.newLine();
        printer.code128('No. 12345', { hriPos: 2, width: 2, height: 60 });
        printer.newLine();
        printer.printQR('https://example.com/r/4711', { cellSize: 5, correction: 'M' });
        printer.println('After the codes');
    });
    await thermal('raster', async (printer) => {
        printer.println('Before');
        await printer.printImage(picture);
        printer.println('After');
    });
    await thermal('finish', (printer) => {
        printer.openCashDrawer();
        printer.println('First');
        printer.partialCut();
        printer.println('Second');
    });
}

allThermal();
