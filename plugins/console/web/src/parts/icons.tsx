// Pictures beside words, never instead of them.

const paths = {
  desk: "M4 19v-7h16v7M2 12h20M8 12V7a4 4 0 0 1 8 0v5",
  reception: "M4 18h16M6 18a6 6 0 0 1 12 0M12 9V6M10 6h4",
  triage: "M3 12h4l3-7 4 14 3-7h4",
  ward: "M3 6v13M3 15h18v4M21 15v-2a4 4 0 0 0-4-4h-6v6M7 9.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3",
  manager: "M4 20V10M10 20V4M16 20v-7M21 20H3",
  admin: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1",
  records: "M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5",
  journal: "M6 3h12v18H6zM9 7h6M9 11h6M9 15h4",
  messages: "M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12.500h5",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7ZM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
  ear: "M4 10v4h4l5 4V6L8 10zM16 9a4 4 0 0 1 0 6M18.5 6.500a8 8 0 0 1 0 11",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3 2",
  bell: "M6 17V11a6 6 0 0 1 12 0v6M4 17h16M10 20h4",
  leave: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  keyboard: "M3 7h18v10H3zM7 11h.01M11 11h.01M15 11h.01M8 14h8",
  wheelchair: "M10 4.500h.01M10 8v5h5l3 5M10 10h4M8 11a5 5 0 1 0 6 7",
  deaf: "M7 10a5 5 0 0 1 10 0c0 4-4 4-4 7a3 3 0 0 1-5 2M4 4l16 16",
  blind: "M3 12s4-6 9-6 9 6 9 6-4 6-9 6-9-6-9-6ZM4 4l16 16",
  slow_walker: "M12 4.500h.01M11 8l-1 6 3 3v4M10 14l-2 7M16 12v9M11 9l3 3h2",
  interpreter: "M3 5h10M8 3v2M11 5c0 4-4 8-8 9M5 8c1 3 4 5 7 6M12 21l4-10 4 10M13.500 17h5",
  child_alone: "M12 5.500a2 2 0 1 0 0-.01M8 21v-6l-1-4a5 5 0 0 1 10 0l-1 4v6",
};
export type IconName = keyof typeof paths;

export function Icon({name}: {name: IconName}) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
