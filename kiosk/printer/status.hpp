#pragma once
// What an ESC/POS printer says of itself in real time: DLE EOT n, one byte for each n from 1 to 4.

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <vestibule/queue_kiosk_wire.hpp>

namespace vestibule::kiosk {

using queue::PrinterState;

/// "DLE EOT n".
std::string status_request(int n);
/// In every answer to it bits 1 and 4 are on, 0 and 7 off; what is otherwise is something else, or noise.
constexpr bool is_status(std::uint8_t byte) { return (byte & 0x93) == 0x12; }

/// The answers to n = 1 (printer), 2 (why offline), 3 (errors), 4 (paper sensors); absent: none came.
using StatusBytes = std::array<std::optional<std::uint8_t>, 4>;
/// What most needs somebody; `unknown` if the printer said nothing at all.
PrinterState state_of(const StatusBytes& bytes);

/// "GS r 1": unlike DLE EOT it waits its turn, so its answer says that everything before it is printed.
std::string paper_request();
/// Bits 4 and 7 are off, 0 and 1 equal (near end), 2 and 3 equal (end).
constexpr bool is_paper_answer(std::uint8_t byte) {
  return (byte & 0x90) == 0 && ((byte >> 1) & 1) == (byte & 1) && ((byte >> 3) & 1) == ((byte >> 2) & 1);
}

/// Whether a ticket can be printed in this state.
constexpr bool prints(PrinterState state) {
  return state == PrinterState::ready || state == PrinterState::near_end || state == PrinterState::unknown;
}

}  // namespace vestibule::kiosk
