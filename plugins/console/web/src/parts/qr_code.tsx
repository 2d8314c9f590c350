// A QR code as the house reckoned it, drawn here: nothing is asked of anybody. Always dark on light, whatever the page's colours.

export function QrCode({rows, says}: {rows: string[]; says: string}) {
  const side = rows.length + 8;  // four squares of quiet on each side
  const path = rows.flatMap((row, y) => [...row].map((square, x) => (square === "#" ? `M${x + 4} ${y + 4}h1v1h-1z` : ""))).join("");
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={says} shape-rendering="crispEdges">
      <path class="light" d={`M0 0h${side}v${side}h-${side}z`} /><path class="dark" d={path} />
    </svg>
  );
}
