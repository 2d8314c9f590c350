// What the screens of an area are sent.

#include <algorithm>
#include <ranges>

#include "answers.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

std::vector<std::string> called_now(const Hall& hall, const Area& area) {
  std::vector<std::pair<std::int64_t, const Token*>> called;
  for (const DeskNow& desk : hall.desks()) {
    const Token* token = hall.find(desk.token);
    if (token && token->state == State::called && token->service->area == &area) called.emplace_back(desk.call, token);
  }
  std::sort(called.rbegin(), called.rend());
  std::vector<std::string> codes;
  for (const auto& [sequence, token] : called) codes.push_back(token->call_code());
  return codes;
}

/// The services of an area take turns: nobody can say which desk will be free first.
std::vector<std::string> who_comes_next(const Hall& hall, const Area& area, Moment now, std::size_t most) {
  std::vector<std::vector<const Token*>> fronts;
  for (const Service& service : hall.hospital().services)
    if (service.area == &area) fronts.push_back(hall.line(service).front(most, now, nullptr, hall.desks()));
  std::vector<std::string> codes;
  for (std::size_t place = 0; place < most; ++place)
    for (const auto& front : fronts)
      if (place < front.size() && codes.size() < most) codes.push_back(front[place]->call_code());
  return codes;
}

Door door_of(const DeskNow& desk, const Token* token) {
  if (token) return token->state == State::called ? Door::called : Door::serving;
  switch (desk.attendance) {
    case Attendance::open: return Door::free;
    case Attendance::paused: return Door::paused;
    case Attendance::closed: break;
  }
  return Door::closed;
}

BoardDesk board_desk(const Hall& hall, const DeskNow& desk) {
  const Token* token = hall.find(desk.token);
  BoardDesk shown{desk.desk->id, desk.desk->name, door_of(desk, token), std::nullopt, std::nullopt};
  if (!token) return shown;
  shown.call_code = token->call_code();
  if (const AreaCall* call = hall.calls(*token->service->area).find(desk.call)) shown.shown_name = call->shown.shown_name;
  return shown;
}

std::size_t bytes(const Texts& texts) {
  std::size_t sum = 0;
  for (const auto& [language, text] : texts) sum += language.size() + text.size() + 6;
  return sum;
}

/// The newest calls of a board; a view of what the hall remembers.
using RecentCalls = std::ranges::subrange<std::deque<AreaCall>::const_iterator>;

/// A message of the line holds 64 KiB; names in many languages may leave room for fewer desks, or for fewer than 24 calls. A
/// screen that misses calls asks for them; there is always room for the newest.
RecentCalls fit(Board& board, const std::deque<AreaCall>& recent) {
  constexpr std::size_t room = 52'000, most_beside = 36'000, most_calls = 24;
  std::size_t used = 1000 + bytes(board.name) + (board.takeover ? bytes(board.takeover->texts) : 0);
  for (const auto& service : board.services) used += 120 + bytes(service.name);
  const auto too_many = std::find_if(board.desks.begin(), board.desks.end(), [&](const BoardDesk& desk) {
    used += 150 + bytes(desk.name);
    return used > most_beside;
  });
  board.desks.erase(too_many, board.desks.end());
  auto first = recent.end();
  for (std::size_t kept = 0; kept < most_calls && first != recent.begin(); ++kept, --first) {
    const BoardCall& call = std::prev(first)->shown;
    used += 270 + bytes(call.desk_name) + bytes(call.service_name);
    if (used > room && kept > 0) break;
  }
  return {first, recent.end()};
}

/// Everything but the calls.
Board without_calls(const Hall& hall, const Screens& screens, const Area& area, Moment now, int next) {
  Board board{area.id, area.name, {}, called_now(hall, area), who_comes_next(hall, area, now, static_cast<std::size_t>(next)), 0, hall.open(),
              {},      {},        {}};
  for (const Service& service : hall.hospital().services) {
    if (service.area != &area) continue;
    const int waiting = hall.count(service, State::waiting);
    board.waiting += waiting;
    board.services.push_back({service.id, service.name, waiting, wait_now(hall, service, now)});
  }
  for (const DeskNow& desk : hall.desks())
    if (desk.desk->area == &area) board.desks.push_back(board_desk(hall, desk));
  if (const Takeover* takeover = screens.takeover(area.id)) board.takeover = *takeover;
  return board;
}

}  // namespace

/// For somebody ordinary who came now: what they would be told.
std::optional<WaitRange> wait_now(const Hall& hall, const Service& service, Moment now) {
  Token newcomer;
  newcomer.service = &service;
  newcomer.priority = service.scale->ordinary;
  newcomer.serial = hall.next_serial();
  newcomer.joined = now;
  return promise_for(hall, newcomer, now).range;
}

Board board(const Hall& hall, const Screens& screens, const Area& area, Moment now, int next) {
  Board board = without_calls(hall, screens, area, now, next);
  for (const AreaCall& call : fit(board, hall.calls(area).recent)) board.calls.push_back(call.shown);
  return board;
}

/// A call is on two dozen boards, one after the other, and hardly ever changes: its text is made once.
BoardText board_text(const Hall& hall, const Screens& screens, const Area& area, Moment now, int next) {
  Board board = without_calls(hall, screens, area, now, next);
  const RecentCalls calls = fit(board, hall.calls(area).recent);
  std::string text = encode_text(board), listed;
  for (const AreaCall& call : calls) {
    if (!listed.empty()) listed += ',';
    listed += call.as_text();
  }
  constexpr std::string_view empty_list = "\"calls\":[]";  // within a text the quotes would be escaped
  text.insert(text.find(empty_list) + empty_list.size() - 1, listed);
  return {std::move(text)};
}

}  // namespace vestibule::queue
