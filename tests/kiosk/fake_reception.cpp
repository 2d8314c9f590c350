// What the host in memory knows of appointments, tickets and calls for staff.
#include "world.hpp"

#include <algorithm>

namespace vestibule::kiosk::test {

Keyboards test_keyboards() {
  Keyboards keyboards;
  keyboards["en"] = {{{"ABC", {{"Q", "W", "E", "R", "T", "Y", "U", "I", "O", "P"}, {"A", "S", "D", "F", "G", "H", "J", "K", "L"}, {"Z", "X", "C", "V", "B", "N", "M"}}}}, false};
  keyboards["ar"] = {{{"أبت", {{"ض", "ص", "ث", "ق", "ف", "غ", "ع", "ه", "خ", "ح"}, {"ش", "س", "ي", "ب", "ل", "ا", "ت", "ن", "م", "ك"}}}}, false};
  return keyboards;
}

queue::CheckedIn FakeHost::appointment(queue::CheckInOutcome outcome) {
  queue::CheckedIn checked;
  checked.outcome = outcome;
  if (outcome == queue::CheckInOutcome::unknown || outcome == queue::CheckInOutcome::too_often) return checked;
  const auto& service = menu.services[1];
  checked.at = queue::When{outcome == queue::CheckInOutcome::other_day ? 3 : 0, 4, "14:00"};
  if (outcome == queue::CheckInOutcome::early) checked.from = queue::When{0, 1, "13:30"};
  checked.service = service.service;
  checked.service_name = service.name;
  checked.language = "ar";
  return checked;
}

queue::TicketStatus FakeHost::ticket(queue::State state) {
  queue::TicketStatus status;
  status.number = status.call_code = "G017";
  status.state = state;
  status.service_name = menu.services[1].name;
  status.area_name = menu.services[0].name;
  status.desk_name = {{"en", "Room 2"}, {"es", "Consulta 2"}, {"fr", "Salle 2"}, {"de", "Zimmer 2"}, {"ar", "الغرفة 2"}, {"he", "חדר 2"}, {"hi", "कमरा 2"}, {"zh", "2号诊室"}};
  status.desks_open = 2;
  status.desks_paused = 1;
  status.language = "ar";
  if (state == queue::State::parked) status.returns_in_minutes = 12;
  if (state != queue::State::waiting) return status;
  status.ahead = 4;
  status.wait = queue::WaitRange{20, 35};
  status.came_first = {{queue::Cause::triage, true, 2}, {queue::Cause::appointment, false, 1}};
  return status;
}

Result<json::value> FakeHost::check_in(const std::string& id, const queue::CheckIn& request) {
  check_ins.push_back(request);
  const auto found = appointments.find(request.code);
  const bool proved = request.scanned || (request.birth_date && request.birth_date->reveal() == birth_date);
  if (found == appointments.end() || !proved) return encode(queue::CheckedIn{});
  auto checked = appointment(request.as_walk_in.value_or(false) ? queue::CheckInOutcome::here : found->second);
  if (checked.outcome == queue::CheckInOutcome::here) {
    queue::IssueToken wish;
    wish.service = *checked.service;
    VESTIBULE_TRY(const auto body, issue(id, wish));
    checked.token = *decode<queue::IssuedToken>(body);
  }
  if (checked.outcome == queue::CheckInOutcome::used) {
    checked.token.emplace();
    checked.token->token = queue::TokenId{"token-of-before"};
    checked.token->service = *checked.service;
    checked.token->secret = tickets.empty() ? "gone" : tickets.begin()->first;
  }
  return encode(checked);
}

Result<json::value> FakeHost::status(const queue::TicketAsked& request) {
  const auto found = tickets.find(request.secret.value_or(request.call_code.value_or("")));
  if (found == tickets.end()) return fail(Code::not_found, "there is no such ticket today");
  return encode(ticket(found->second));
}

Result<json::value> FakeHost::errand(std::string_view name, const std::string& id, const json::value& body) {
  if (name == "queue.call_staff") {
    VESTIBULE_TRY(const auto request, decode<queue::CallStaff>(body));
    if (refuses_staff) return tl::unexpected(*refuses_staff);
    staff_calls.emplace(id, request);
    queue::HelpCall call;
    call.help = queue::HelpId{"help-1"};
    call.area = queue::AreaId{"main"};
    return encode(call);
  }
  if (name == "queue.check_in") {
    VESTIBULE_TRY(const auto request, decode<queue::CheckIn>(body));
    if (!answers_.count(id)) answers_.emplace(id, check_in(id, request));
    return answers_.at(id);
  }
  if (name == "queue.token_status") {
    VESTIBULE_TRY(const auto request, decode<queue::TicketAsked>(body));
    return status(request);
  }
  return fail(Code::not_found, "no command '{}'", name);
}

}  // namespace vestibule::kiosk::test
