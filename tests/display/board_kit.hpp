#pragma once
// Calls and states as the host would send them.

#include <fmt/format.h>
#include <vestibule/queue_wire.hpp>
#include <vestibule/wire/envelope.hpp>

#include <utility>
#include <vector>

namespace vestibule::board {

inline const queue::AreaId main_area{"main"};
inline const Instant morning = *instant_from_iso("2026-11-22T08:05:00Z");

inline queue::BoardCall call(std::int64_t sequence, Instant at = morning) {
  queue::BoardCall made;
  made.sequence = sequence;
  made.call_code = fmt::format("A{:03}", sequence);
  made.desk = queue::DeskId{"d1"};
  made.desk_name = {{"en", fmt::format("Desk {}", sequence % 3 + 1)}, {"ar", fmt::format("مكتب {}", sequence % 3 + 1)}};
  made.service_name = {{"en", "Blood test"}, {"ar", "فحص الدم"}};
  made.at = at;
  return made;
}

/// The last 24 calls up to `newest`, the last of them still waited for.
inline queue::Board board_up_to(std::int64_t newest, Instant at = morning) {
  queue::Board board;
  board.area = main_area;
  board.name = {{"en", "Main hall"}, {"ar", "القاعة الرئيسية"}};
  for (std::int64_t sequence = std::max<std::int64_t>(1, newest - 23); sequence <= newest; ++sequence) board.calls.push_back(call(sequence, at));
  if (newest > 0) board.now = {call(newest).call_code};
  board.next = {"A201", "A202"};
  board.waiting = 2;
  return board;
}

inline wire::State state_of(const queue::Board& board, std::int64_t sequence, Instant at = morning, std::string epoch = "e1") {
  return {std::move(epoch), sequence, at, encode(board)};
}

}  // namespace vestibule::board
