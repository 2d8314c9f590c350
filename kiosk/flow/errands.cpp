// What people come for besides a number: to check in for an appointment, to see how their ticket stands, to have somebody come.

#include <algorithm>
#include <cctype>

#include "flow.hpp"

namespace vestibule::kiosk {
namespace {

constexpr std::size_t longest_scan = 512, secret_length = 39;

/// What stands after the last sign that is neither letter nor digit: the secret at the end of a ticket's address.
std::string last_word(const std::string& text) {
  const auto word = [](unsigned char c) { return std::isalnum(c) != 0; };
  return {std::find_if_not(text.rbegin(), text.rend(), word).base(), text.end()};
}

/// Scanners say what is printed, and anything may be. The parser is what knows UTF-8: the host could not read anything else.
bool is_text(const std::string& text) { return parse_json(json::serialize(json::value(json::string_view(text)))).has_value(); }

}  // namespace

void Flow::scanned(const std::string& text) {
  last_touch_ = clock_.steady();
  if (text.empty() || text.size() > longest_scan || !is_text(text) || !menu_ || locked_ || operating() || stage_ == Stage::asking_host) return show();
  if (stage_ == Stage::urgent) return show();  // nothing hides the way to the red door
  // After a miss it is the same patient who tries again; any other page is at its end, and the next one may have come.
  if (stage_ == Stage::notice) try_again();
  else if (stage_ != Stage::asking_patient) leave();
  const std::string secret = last_word(text);
  visit_.forget_code();
  if (visit_.language.empty()) {
    visit_.language = offered_languages(settings_.languages, menu_->languages).front();
    visit_.language_guessed = true;
  }
  const bool ticket = secret.size() == secret_length || !menu_->appointments.value_or(false);
  visit_.errand = ticket ? Errand::ticket : Errand::appointment;
  visit_.scanned = ticket ? secret : text;
  if (tries_left()) wish();
  else stage_ = Stage::notice;
  show();
}

void Flow::wish_for_check_in() {
  stage_ = Stage::asking_host;
  stage_since_ = clock_.steady();
  wanted_ = Wanted::check_in;
  queue::CheckIn request;
  request.scanned = !visit_.scanned.empty();
  request.code = request.scanned ? visit_.scanned : visit_.entries[Field::code];
  if (const auto birth = date_from_iso(visit_.entries[Field::birth]); birth && !request.scanned) request.birth_date.emplace(*birth);
  if (!visit_.language_guessed) request.language = visit_.language;
  request.needs = visit_.needs;
  if (visit_.as_walk_in) request.as_walk_in = true;
  visit_.wish = new_id();
  wishes_.make(visit_.wish, wire::Verb::do_, "queue.check_in", encode(request));
}

void Flow::wish_for_status(const std::string& secret, const std::string& call_code) {
  stage_ = Stage::asking_host;
  stage_since_ = clock_.steady();
  wanted_ = Wanted::status;
  queue::TicketAsked request;
  (secret.empty() ? request.call_code : request.secret) = secret.empty() ? call_code : secret;
  visit_.wish = new_id();
  wishes_.make(visit_.wish, wire::Verb::ask, "queue.token_status", encode(request));
}

void Flow::take_checked_in(const Result<json::value>& answer) {
  auto checked = answer.and_then([](const json::value& body) { return decode<queue::CheckedIn>(body); });
  visit_.checked.reset();
  if (!checked) {
    stage_ = Stage::notice;
    return missed();
  }
  if (const auto& language = checked->language; language && visit_.language_guessed) {
    const auto known = offered_languages(settings_.languages, menu_->languages);
    if (std::find(known.begin(), known.end(), *language) != known.end()) visit_.language = *language;
  }
  visit_.checked = *std::move(checked);
  const auto& token = visit_.checked->token;
  stage_ = Stage::notice;
  if (visit_.checked->outcome == queue::CheckInOutcome::here && token) give(*token);
  // Who has checked in before wants to know how it stands.
  else if (visit_.checked->outcome == queue::CheckInOutcome::used && token && token->secret) wish_for_status(*token->secret, {});
  else if (visit_.checked->outcome == queue::CheckInOutcome::unknown) missed();
}

void Flow::take_status(const Result<json::value>& answer) {
  auto status = answer.and_then([](const json::value& body) { return decode<queue::TicketStatus>(body); });
  if (!status) {
    stage_ = Stage::notice;
    return missed();
  }
  if (const auto& language = status->language; language && visit_.language_guessed) {
    const auto known = offered_languages(settings_.languages, menu_->languages);
    if (std::find(known.begin(), known.end(), *language) != known.end()) visit_.language = *language;
  }
  visit_.status = *std::move(status);
  stage_ = Stage::status;
}

void Flow::missed() { ++visit_.misses; }

/// The same question again, with nothing typed.
void Flow::try_again() {
  visit_.forget_code();
  visit_.checked.reset();
  stage_ = Stage::asking_patient;
  answered_.erase(std::find_if(answered_.begin(), answered_.end(), [&](const Step* step) { return step->open(visit_, *menu_); }), answered_.end());
  show();
}

void Flow::walk_in() {
  visit_.as_walk_in = true;
  wish_for_check_in();
  show();
}

void Flow::call_staff() {
  if (help_ == Help::calling) return show();
  help_ = Help::calling;
  help_since_ = clock_.steady();
  help_wish_ = new_id();
  queue::CallStaff request;
  request.kiosk = settings_.kiosk;
  if (!visit_.empty()) request.language = visit_.language;
  request.needs = visit_.needs;
  wishes_.make(help_wish_, wire::Verb::do_, "queue.call_staff", encode(request));
  show();
}

queue::CallStaff Flow::urgent_call() const {
  queue::CallStaff call;
  call.kiosk = settings_.kiosk;
  call.reason = queue::HelpReason::urgent;
  call.language = visit_.language;
  call.needs = visit_.needs;
  if (const auto* service = chosen_service(visit_, *menu_)) call.area = service->area;
  return call;
}

/// The house gives no number for what is urgent: somebody must come all the same, also if the patient has gone on.
std::string Flow::alarm(const queue::CallStaff& call) {
  std::string id = new_id();
  wishes_.make(id, wire::Verb::do_, "queue.call_staff", encode(call));
  return id;
}

void Flow::take_help(const Result<json::value>& answer) {
  visit_.staff_told = answer.has_value();
  refused_ = !visit_.staff_told;
}

/// What the visit's wish was for decides.
void Flow::take_answer(const Result<json::value>& answer) {
  stage_since_ = clock_.steady();
  switch (wanted_) {
    case Wanted::token: return take_token(answer);
    case Wanted::check_in: return take_checked_in(answer);
    case Wanted::status: return take_status(answer);
    case Wanted::help: return take_help(answer);
  }
}

/// The patient has left without what came.
void Flow::undo_given_up(const std::string& id, const json::value& body) {
  if (const auto issued = decode<queue::IssuedToken>(body)) return cancel_unwanted(id, *issued);
  const auto checked = decode<queue::CheckedIn>(body);
  if (checked && checked->outcome == queue::CheckInOutcome::here && checked->token) cancel_unwanted(id, *checked->token);
}

}  // namespace vestibule::kiosk
