// Tokens that a kiosk gave while it could not reach the house.

#include <algorithm>

#include <vestibule/queue_call_code.hpp>
#include <vestibule/trial.hpp>

#include "rules.hpp"

namespace vestibule::queue {
namespace {

/// "A2-014": nothing the host numbers holds a dash, and no two kiosks have one mark.
Result<> check_number(const BringToken& asked, int mark) {
  const auto letters = std::min(asked.number.find_first_of("0123456789"), asked.number.size());
  const bool fits = letters >= 1 && letters <= 2 && asked.counter >= 1 && asked.counter < kiosk_counters &&
                    asked.number.substr(letters) == fmt::format("{}-{:03}", mark, asked.counter) && asked.number.size() <= 11;
  if (!fits) return fail(Code::conflict, "number '{}' is not of mark {} and counter {}", asked.number.substr(0, 20), mark, asked.counter);
  return {};
}

/// "K7RMX-2": the mark keeps the codes of two kiosks, and the house's own, apart.
Result<> check_code(const BringToken& asked, int mark) {
  if (!asked.call_code) return {};
  const std::string_view code = *asked.call_code;
  if (is_call_code(code.substr(0, call_code_length)) && code.substr(call_code_length) == fmt::format("-{}", mark)) return {};
  return fail(Code::conflict, "call code '{}' is none of mark {}", asked.call_code->substr(0, 20), mark);
}

/// What the patient waits for.
const std::string& called(const BringToken& asked) { return asked.call_code ? *asked.call_code : asked.number; }

/// The token the host gave for the same wish is called by the number that is in the patient's hand.
Change rename(const Hall& hall, const Doing& doing, const Token& token, const std::string& code) {
  Change change = change_at(Verb::bring_token, doing, hall, nullptr, &token);
  Token& after = change.token->after;
  VESTIBULE_RARE("token_renamed");
  if (!VESTIBULE_PLANTED("brought_number_forgotten")) after.code = ShortText<11>{code};
  if (token.state != State::no_show) return change;
  // It was called by a number nobody had ever seen: it waits on as if that had not been.
  after.state = State::waiting;
  after.desk = nullptr;
  after.calls = 0;
  after.joined = after.since = doing.now;
  after.credit = std::max(Duration::zero(), doing.at - token.issued_at);
  after.promise = promise_for(hall, after, doing.now);
  return change;
}

/// How long ago the patient took the number: since it was first sent, more time may have passed. The wall clocks of two
/// machines may disagree by hours, and then only what the kiosk measured counts.
Duration age_of(const BringToken& asked, Instant now) {
  const Duration measured = std::chrono::seconds{std::clamp(asked.seconds_ago, 0, 7 * 24 * 3600)}, by_wall = now - asked.issued_at;
  return by_wall > measured && by_wall < measured + std::chrono::hours{12} ? by_wall : measured;
}

/// What the patient chose as far as the hospital still knows it: a class or language that is gone loses nobody the place.
void take_choices(const Hospital& hospital, const IssueToken& asked, Token& token) {
  const Priority* wanted = asked.priority ? token.service->priority(*asked.priority) : nullptr;
  token.priority = wanted ? wanted : token.service->scale->ordinary;
  token.needs = needs_of(asked.needs);
  if (asked.language) token.language = hospital.language(*asked.language);
}

}  // namespace

Result<Change> bring_token(const Hall& hall, const Doing& doing, const BringToken& asked, int mark) {
  if (!hall.open()) return fail(Code::unavailable, "the day is not open: queue.open_day opens it");
  if (!asked.asked.token || !is_token_id(*asked.asked.token)) return fail(Code::invalid, "asked.token must be the id the kiosk chose");
  VESTIBULE_CHECK(check_number(asked, mark));
  VESTIBULE_CHECK(check_code(asked, mark));
  for (const Token& other : hall.tokens())
    if (other.call_code() == called(asked) && other.id() != *asked.asked.token)
      return fail(Code::conflict, "number {} is in the line already", called(asked));
  if (const Token* known = hall.find(*asked.asked.token)) return rename(hall, doing, *known, called(asked));

  VESTIBULE_TRY(const Service* service, service_named(hall, asked.asked.service));
  const Duration age = age_of(asked, doing.at);
  Change change;
  change.verb = Verb::bring_token;
  change.doing = doing;
  Token& token = change.token.emplace().after;
  token.serial = hall.next_serial();
  token.short_id = ShortText<15>{asked.asked.token->text()};
  token.number = ShortText<11>{asked.number};
  if (asked.call_code) token.code = ShortText<11>{*asked.call_code};
  token.counter = mark * kiosk_counters + asked.counter;
  token.numbered_by = token.service = service;
  take_choices(hall.hospital(), asked.asked, token);
  token.issued_at = doing.at - age;
  token.booked = asked.asked.booked;
  token.joined = token.since = doing.now;
  token.credit = age;
  token.promise = promise_for(hall, token, doing.now);
  return change;
}

}  // namespace vestibule::queue
