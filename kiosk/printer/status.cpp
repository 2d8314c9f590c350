#include "status.hpp"

namespace vestibule::kiosk {

std::string status_request(int n) { return {'\x10', '\x04', static_cast<char>(n)}; }
std::string paper_request() { return "\x1dr\x01"; }

PrinterState state_of(const StatusBytes& bytes) {
  const auto on = [&](std::size_t n, unsigned bits) { return bytes[n - 1] && (*bytes[n - 1] & bits) != 0; };
  // The sensor first: a printer without paper is offline too, and its cover is opened to mend that.
  if (on(2, 0x20) || on(4, 0x60)) return PrinterState::paper_out;
  if (on(2, 0x04)) return PrinterState::cover_open;
  if (on(3, 0x0c)) return PrinterState::jammed;
  if (on(3, 0x20)) return PrinterState::broken;
  // 0x40 of n = 3 mends itself (a hot head); the printer is offline meanwhile.
  if (on(1, 0x08) || on(2, 0x40)) return PrinterState::offline;
  if (on(4, 0x0c)) return PrinterState::near_end;
  for (const auto& byte : bytes)
    if (byte) return PrinterState::ready;
  return PrinterState::unknown;
}

}  // namespace vestibule::kiosk
