// Who gets a token, and which number.

#include <algorithm>

#include <vestibule/queue_call_code.hpp>
#include <vestibule/trial.hpp>

#include "opening.hpp"
#include "rules.hpp"

namespace vestibule::queue {
namespace {

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

std::optional<Closed> closed(const Hall& hall, const Service& service, Instant now) {
  const Hospital& hospital = hall.hospital();
  const LocalTime local = local_time(hospital, now);
  const auto spans = spans_on(hospital, service, local.date);
  const bool within = std::any_of(spans.begin(), spans.end(), [&](const Span& span) { return local.minute >= span.from && local.minute < span.until; });
  if (!within) {
    const bool special = is_special(hospital, service, local.date);
    return Closed{special ? ClosedBecause::special_day : ClosedBecause::hours, opens_after(hospital, service, local)};
  }
  if (!hall.open()) return Closed{ClosedBecause::day, std::nullopt};
  // Numbers are counted by the day: the next ones are given on the next day the service is open.
  if (service.daily_limit && hall.issued(service) >= *service.daily_limit + (VESTIBULE_PLANTED("one_place_too_many") ? 1 : 0))
    return Closed{ClosedBecause::full, opens_after(hospital, service, {local.date, 24 * 60})};
  return std::nullopt;
}

Result<> takes_tokens(const Hall& hall, const Service& service, Instant now) {
  if (!hall.open()) return fail(Code::conflict, "the day is not open: queue.open_day opens it");
  const auto shut = closed(hall, service, now);
  if (!shut) return {};
  const std::string opens = shut->opens ? "; it opens " + in_words(*shut->opens, local_time(hall.hospital(), now)) : "";
  if (shut->because == ClosedBecause::full)
    return fail(Code::conflict, "all {} places of service '{}' are taken today{}", *service.daily_limit, service.id, opens);
  if (shut->because == ClosedBecause::special_day)
    return fail(Code::conflict, "service '{}' keeps other hours today{}", service.id, opens);
  return fail(Code::conflict, "service '{}' is closed at this hour{}", service.id, opens);
}

Result<Change> issue_anyway(const Hall& hall, const Doing& doing, const IssueAnyway& asked, RandomStream& chance) {
  VESTIBULE_CHECK(written(asked.reason, "reason"));
  if (!hall.open()) return fail(Code::conflict, "the day is not open: queue.open_day opens it");
  IssueToken token = asked.token;
  if (!token.reason) token.reason = asked.reason;
  return new_token(hall, doing, token, chance);
}

Result<Change> issue_token(const Hall& hall, const Doing& doing, const IssueToken& asked, RandomStream& chance) {
  VESTIBULE_TRY(const Service* service, service_named(hall, asked.service));
  VESTIBULE_CHECK(takes_tokens(hall, *service, doing.at));
  return new_token(hall, doing, asked, chance);
}

Result<Change> new_token(const Hall& hall, const Doing& doing, const IssueToken& asked, RandomStream& chance) {
  VESTIBULE_TRY(const Service* service, service_named(hall, asked.service));
  if (asked.reason) VESTIBULE_CHECK(written(*asked.reason, "reason"));
  VESTIBULE_TRY(const Priority* priority, class_asked(*service, asked.priority));

  Change change;
  change.verb = Verb::issue_token;
  change.doing = doing;
  change.reason = asked.reason.value_or("");
  Token& token = change.token.emplace().after;
  token.serial = hall.next_serial();
  token.counter = hall.last_number(*service) + 1;
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
  VESTIBULE_TRY(change.visitor, visitor_told(asked));
  return change;
}

}  // namespace vestibule::queue
