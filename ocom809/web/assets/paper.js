// Paper in the browser: rows of dots on canvases, one below the other, as many as a long receipt needs.

export const SCALE = 0.625;   // CSS pixels a dot; 256 rows are 160 whole pixels, so that canvases join without a seam
const CHUNK_ROWS = 256;
const MOST_CHUNKS = 48;       // 1.5 m of paper; what came out before is scrolled away for good

export class Sheet {
  constructor(element) {
    this.element = element;
    this.clear(576);
  }

  clear(widthDots) {
    this.widthDots = widthDots;
    this.rowBytes = Math.ceil(widthDots / 8);
    this.tail = new Uint8Array(0);
    this.rows = 0;
    this.element.replaceChildren();
  }

  // Add rows at the lower end, packed as the printer keeps them: the highest bit leftmost, 1 is black.
  add(packed) {
    this.rows += packed.length / this.rowBytes;
    while (packed.length) {
      const room = CHUNK_ROWS * this.rowBytes - this.tail.length;
      const canvas = this.canvas(room);
      const some = packed.subarray(0, room === 0 ? CHUNK_ROWS * this.rowBytes : room);
      this.tail = joined(this.tail, some);
      packed = packed.subarray(some.length);
      this.draw(canvas);
    }
    while (this.element.children.length > MOST_CHUNKS) this.element.firstChild.remove();
  }

  canvas(room) {
    if (room > 0 && this.element.lastChild) return this.element.lastChild;
    this.tail = new Uint8Array(0);
    const canvas = document.createElement("canvas");
    canvas.width = this.widthDots;
    canvas.style.width = `${this.widthDots * SCALE}px`;
    this.element.append(canvas);
    return canvas;
  }

  draw(canvas) {
    const rows = this.tail.length / this.rowBytes;
    const image = new ImageData(this.widthDots, rows);
    const pixels = new Uint32Array(image.data.buffer);
    for (let y = 0, place = 0; y < rows; y++) {
      for (let x = 0; x < this.widthDots; x++, place++) {
        if (this.tail[y * this.rowBytes + (x >> 3)] & (0x80 >> (x & 7))) pixels[place] = 0xff241f21;
      }
    }
    canvas.height = rows;
    canvas.style.height = `${rows * SCALE}px`;
    canvas.getContext("2d").putImageData(image, 0, 0);
  }
}

function joined(one, other) {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}
