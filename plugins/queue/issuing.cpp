// Who gets a token, and which number.

#include <date/tz.h>

#include <algorithm>

#include "call_code.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

struct LocalTime {
  std::chrono::year_month_day date;
  unsigned weekday = 0;  ///< Monday is 0
  int minute = 0;        ///< of the day
};

LocalTime local_time(const Hospital& hospital, Instant now) {
  const auto local = date::locate_zone(hospital.time_zone)->to_local(now).time_since_epoch();
  const std::chrono::sys_days day{std::chrono::floor<std::chrono::days>(local)};
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day.time_since_epoch());
  return {day, std::chrono::weekday{day}.iso_encoding() - 1, static_cast<int>(minute.count())};
}

constexpr std::string_view id_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 13 characters without those that are easily confused (Crockford's base 32), 64 bits.
TokenId new_id(RandomStream& chance) {
  std::uint64_t bits = chance.next();
  std::string text(13, '0');
  for (char& c : text) {
    c = id_digits[bits & 31];
    bits >>= 5;
  }
  return TokenId{std::move(text)};
}

Result<std::string> new_secret_code(const Hall& hall, RandomStream& chance) {
  for (int tries = 0; tries < 100; ++tries)
    if (auto code = draw_call_code(chance); !hall.code_in_use(code)) return code;
  return fail(Code::unavailable, "nearly all call codes are in use; finish or cancel some tokens");
}

Result<const std::string*> language_asked(const Hospital& hospital, const std::string& language) {
  if (const std::string* known = hospital.language(language)) return known;
  return fail(Code::invalid, "the site has no language '{}'; it has {}", language.substr(0, 35), fmt::join(hospital.languages, ", "));
}

Result<const Priority*> class_asked(const Service& service, const std::optional<std::string>& name) {
  if (!name) return service.scale->ordinary;
  if (const Priority* priority = service.priority(*name)) return priority;
  return fail(Code::invalid, "service '{}' has no priority '{}'", service.id, name->substr(0, 64));
}

/// Puts the token on the first stage of its pathway, which must give the service asked for.
Result<> set_out(const Hospital& hospital, const PathwayId& id, Token& token) {
  token.pathway = hospital.pathway(id);
  if (!token.pathway) return fail(Code::not_found, "there is no pathway '{}'", id);
  const auto& stage = token.pathway->stages.front();
  const auto here = std::find(stage.begin(), stage.end(), token.service);
  if (here == stage.end()) return fail(Code::invalid, "pathway '{}' does not begin with service '{}'", id, token.service->id);
  token.stage_left = static_cast<std::uint8_t>(((1u << stage.size()) - 1) & ~(1u << (here - stage.begin())));
  return {};
}

/// An appointment counts from its booked time if the patient came inside the window.
Duration credit_of(const Appointments& window, Instant booked, Instant now) {
  const bool inside = now >= booked - window.early && now <= booked + window.late;
  return inside ? now - (booked - window.lead) : Duration::zero();
}

}  // namespace

bool is_token_id(const TokenId& id) {
  return id.text().size() == 13 && id.text().find_first_not_of(id_digits) == std::string::npos;
}

std::chrono::year_month_day date_at(const Hospital& hospital, Instant now) { return local_time(hospital, now).date; }

Result<> takes_tokens(const Hall& hall, const Service& service, Instant now) {
  if (!hall.open()) return fail(Code::conflict, "the day is not open: queue.open_day opens it");
  if (service.daily_limit && hall.issued(service) >= *service.daily_limit)
    return fail(Code::conflict, "all {} places of service '{}' are taken today", *service.daily_limit, service.id);
  if (service.opening.empty()) return {};
  const LocalTime local = local_time(hall.hospital(), now);
  for (const OpeningHours& hours : service.opening)
    if ((hours.days >> local.weekday & 1u) && local.minute >= hours.from && local.minute < hours.until) return {};
  return fail(Code::conflict, "service '{}' is closed at this hour", service.id);
}

Result<Change> issue_token(const Hall& hall, const Doing& doing, const IssueToken& asked, RandomStream& chance) {
  VESTIBULE_TRY(const Service* service, service_named(hall, asked.service));
  VESTIBULE_CHECK(takes_tokens(hall, *service, doing.at));
  if (asked.reason) VESTIBULE_CHECK(written(*asked.reason, "reason"));
  VESTIBULE_TRY(const Priority* priority, class_asked(*service, asked.priority));

  Change change;
  change.verb = Verb::issue_token;
  change.doing = doing;
  change.reason = asked.reason.value_or("");
  Token& token = change.token.emplace().after;
  token.serial = hall.next_serial();
  token.counter = hall.issued(*service) + 1;
  token.number = ShortText<11>{fmt::format("{}{:03}", service->letter, token.counter)};
  token.numbered_by = token.service = service;
  token.priority = priority;
  token.needs = needs_of(asked.needs);
  token.issued_at = doing.at;
  token.joined = token.since = doing.now;
  token.booked = asked.booked;
  if (asked.language) {
    VESTIBULE_TRY(token.language, language_asked(hall.hospital(), *asked.language));
  }
  if (asked.pathway) VESTIBULE_CHECK(set_out(hall.hospital(), *asked.pathway, token));
  if (asked.booked) token.credit = credit_of(service->appointments, *asked.booked, doing.at);
  if (service->private_codes) {
    VESTIBULE_TRY(const std::string code, new_secret_code(hall, chance));
    token.code = ShortText<11>{code};
  }
  const TokenId id = asked.token ? *asked.token : new_id(chance);
  if (!is_token_id(id)) return fail(Code::invalid, "token must be 13 of {}", id_digits);
  token.short_id = ShortText<15>{id.text()};
  if (hall.find(id)) return fail(Code::unavailable, "the token's id came out twice; try again");
  token.promise = promise_for(hall, token, doing.now);
  return change;
}

}  // namespace vestibule::queue
