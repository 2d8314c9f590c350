#pragma once
// The hall in the wire's words: what commands and queries answer, and what screens are sent.

#include <vestibule/queue_reception_wire.hpp>

#include "hall.hpp"
#include "screens.hpp"

namespace vestibule::queue {

/// The moment an answer is true at, on both clocks.
struct Now {
  Instant wall{};
  Moment moment{};
};

IssuedToken issued_token(const Token& token);
TokenView token_view(const Token& token, Moment now);
DeskView desk_view(const Hall& hall, const Screens& screens, const DeskNow& desk, Moment now);
DayView day_view(const Hall& hall);
Menu menu(const Hall& hall, const Now& now);

/// What somebody ordinary who came now would be told; nothing while there is no history.
std::optional<WaitRange> wait_now(const Hall& hall, const Service& service, Moment now);
/// At most `next` call codes of those who come next.
Board board(const Hall& hall, const Screens& screens, const Area& area, Moment now, int next);

/// The same as JSON text, to the letter, for less: a board leaves with nearly every command.
struct BoardText {
  std::string json;
};
BoardText board_text(const Hall& hall, const Screens& screens, const Area& area, Moment now, int next);

Result<TokenStatus> token_status(const Hall& hall, const TokenAsked& asked, Moment now);
/// What whoever holds the ticket may know.
TicketStatus ticket_status(const Hall& hall, const Token& token, Moment now);
/// The token of today with that call code, small letters or large; of several the one whose visit is not over.
const Token* with_call_code(const Hall& hall, std::string_view code);
Result<Waiting> waiting(const Hall& hall, const WaitingAsked& asked, Moment now);
Result<Desks> desks(const Hall& hall, const Screens& screens, const DesksAsked& asked, Moment now);

}  // namespace vestibule::queue

template <>
struct vestibule::Codec<vestibule::queue::BoardText> {
  static void write(std::string& out, const queue::BoardText& board) { out += board.json; }
};
