// Pictures that the map draws places with, painted here so that none has to be fetched.
export const MARK = 48;

/** A striped disc with a dashed rim: contested, told by pattern as well as by colour. */
export function striped(a: string, b: string, rim: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = MARK;
  const draw = canvas.getContext("2d")!;
  const middle = MARK / 2;
  const radius = middle - 3;
  draw.save();
  draw.beginPath();
  draw.arc(middle, middle, radius, 0, 2 * Math.PI);
  draw.clip();
  draw.fillStyle = a;
  draw.fillRect(0, 0, MARK, MARK);
  draw.translate(middle, middle);
  draw.rotate(Math.PI / 4);
  draw.fillStyle = b;
  for (let x = -MARK; x < MARK; x += 16) draw.fillRect(x, -MARK, 8, 2 * MARK);
  draw.restore();
  draw.strokeStyle = rim;
  draw.lineWidth = 3;
  draw.beginPath();
  draw.arc(middle, middle, radius, 0, 2 * Math.PI);
  draw.stroke();
  return draw.getImageData(0, 0, MARK, MARK);
}

/** A dot for a town that only serves to find one's way. */
export function dot(colour: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const draw = canvas.getContext("2d")!;
  draw.fillStyle = colour;
  draw.arc(4, 4, 3.4, 0, 2 * Math.PI);
  draw.fill();
  return draw.getImageData(0, 0, 8, 8);
}

/** A tile of stripes for ground that is contested or in doubt. */
export function hatching(colour: string, size = 16): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const draw = canvas.getContext("2d")!;
  draw.strokeStyle = colour;
  draw.lineWidth = 3;
  for (let x = -size; x <= 2 * size; x += size) {
    draw.beginPath();
    draw.moveTo(x, size);
    draw.lineTo(x + size, 0);
    draw.stroke();
  }
  return draw.getImageData(0, 0, size, size);
}

/** Whether this browser draws with WebGL at all. */
export function able(): boolean {
  try {
    const canvas = document.createElement("canvas");
    return canvas.getContext("webgl2") !== null;
  } catch {
    return false;
  }
}
