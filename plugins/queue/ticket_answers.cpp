// What whoever holds a ticket may know: people ahead, the range, and why.

#include <algorithm>

#include "answers.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

void count(std::vector<CameFirst>& found, const Overtakings& overtakings, const Service& service) {
  const Priority* priority = service.priority(overtakings.priority);
  const bool at_once = priority && priority->target == Duration::zero();
  for (CameFirst& first : found) {
    if (first.cause != overtakings.cause || first.at_once != at_once) continue;
    first.count += overtakings.count;
    return;
  }
  found.push_back({overtakings.cause, at_once, overtakings.count});
}

}  // namespace

const Token* with_call_code(const Hall& hall, std::string_view code) {
  std::string wanted(code);
  for (char& c : wanted)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const Token* found = nullptr;
  for (const Token& token : hall.tokens()) {
    if ((token.code.empty() ? token.number.view() : token.code.view()) != wanted) continue;
    found = &token;
    if (!token.over()) break;
  }
  return found;
}

TicketStatus ticket_status(const Hall& hall, const Token& token, Moment now) {
  const auto known = token_status(hall, {token.id()}, now);
  TicketStatus status;
  status.number = token.number.text();
  status.call_code = token.call_code();
  status.state = token.state;
  status.service_name = token.service->name;
  status.area_name = token.service->area->name;
  if (token.at_desk()) status.desk_name = token.desk->name;
  if (token.language) status.language = *token.language;
  status.ahead = known->ahead;
  status.wait = known->wait;
  for (const Overtakings& overtakings : known->overtaken_by) count(status.came_first, overtakings, *token.service);
  status.desks_open = known->desks_open;
  status.desks_paused = known->desks_paused;
  if (token.state == State::parked)
    status.returns_in_minutes = static_cast<int>(std::chrono::ceil<std::chrono::minutes>(std::max(Duration::zero(), Duration{token.returns - now})).count());
  return status;
}

}  // namespace vestibule::queue
