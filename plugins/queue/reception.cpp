#include "reception.hpp"

#include <algorithm>

#include "rules.hpp"
#include "visitor_store.hpp"

namespace vestibule::queue {
namespace {

/// Those of the answers to "how urgent is it?" that send the patient to a place at once.
bool says_urgent(const Service& service, const std::string& priority) {
  return std::any_of(service.urgency.begin(), service.urgency.end(),
                     [&](const UrgencyChoice& choice) { return choice.urgent && choice.priority == priority; });
}

constexpr const char* no_such_ticket = "there is no such ticket today";

/// A kiosk that gave a number alone could not ask the house for its secret: on those tickets the id stands, 64 bits of chance.
const Token* given_alone(const Hall& hall, const TokenId& id) {
  const Token* token = hall.find(id);
  return token && token->number.view().find('-') != std::string_view::npos ? token : nullptr;
}

}  // namespace

Reception::Reception(Context& context, FrontHall& front, const QueueSettings& settings, std::string key_file)
    : context_(context),
      front_(front),
      settings_(settings),
      key_file_(std::move(key_file)),
      chance_(context.random.stream("queue.tokens")),
      tries_(settings.check_in_tries) {}

Result<> Reception::load() {
  store_ = std::make_unique<ReceptionStore>(context_.store.writing());
  book_ = std::make_unique<HelpBook>(front_.hall().hospital());
  store_->load(*book_);
  if (!key_file_.empty()) {
    secrets_.emplace(key_file_);
  } else {
    auto key = store_->key("house");
    if (!key) {
      RandomStream& chance = context_.random.stream("queue.key");
      key.emplace();
      for (int i = 0; i < 4; ++i) *key += fmt::format("{:016x}", chance.next());
      store_->write_key("house", *key);
    }
    secrets_.emplace(*key);
  }
  settle();
  return {};
}

void Reception::settle() {
  for (const Area* area : book_->take_changed_areas())
    context_.publisher.retain(fmt::format("help/{}", area->id), [this, area] { return book_->list(*area); });
}

IssuedToken Reception::ticket(const Token& token) const {
  IssuedToken issued = issued_token(token);
  issued.secret = secrets_->ticket(issued.token);
  return issued;
}

Result<IssuedToken> Reception::issue(Act& act, const IssueToken& asked) {
  // A wish that was brought already, under the number its kiosk gave: that is the token.
  if (const Token* known = asked.token ? front_.hall().find(*asked.token) : nullptr) return ticket(*known);
  VESTIBULE_TRY(const Change change, issue_token(front_.hall(), front_.doing(act), asked, chance_));
  const auto help = urgent_help(act, asked, change);
  if (help) store_->write(*help);
  front_.carry_out(act, change);
  if (help) want_help(act, *help, change.token->after.number.text());
  return ticket(change.token->after);
}

Result<IssuedToken> Reception::issue_anyway(Act& act, const IssueAnyway& asked) {
  VESTIBULE_TRY(const Change change, queue::issue_anyway(front_.hall(), front_.doing(act), asked, chance_));
  front_.carry_out(act, change);
  return ticket(change.token->after);
}

// ---- help

HelpCall Reception::help_call(const Act& act, HelpReason reason, const Area& area) const {
  HelpCall call;
  call.help = HelpId{fmt::format("help-{}", book_->next_serial())};
  call.area = area.id;
  call.reason = reason;
  call.kiosk = act.actor.device.substr(0, 64);
  if (const auto* place = area.id.empty() ? nullptr : front_.hall().hospital().kiosk(call.kiosk)) call.place = place->name;
  call.at = act.at;
  return call;
}

/// A patient who said that it is urgent; staff who give an urgent class know already.
std::optional<OpenHelp> Reception::urgent_help(const Act& act, const IssueToken& asked, const Change& change) const {
  const Token& token = change.token->after;
  if (asked.reason || !asked.priority || !says_urgent(*token.service, *asked.priority)) return std::nullopt;
  const auto* place = front_.hall().hospital().kiosk(act.actor.device);
  OpenHelp help{book_->next_serial(), help_call(act, HelpReason::urgent, place ? *place->area : *token.service->area)};
  help.call.code = token.call_code();
  help.call.service = token.service->id;
  if (token.language) help.call.language = *token.language;
  help.call.needs = needs_in(token.needs);
  return help;
}

void Reception::want_help(Act& act, OpenHelp help, const std::optional<std::string>& number) {
  act.tell(HelpWanted{help.call.help, help.call.area, help.call.reason, help.call.kiosk, number, help.call.service});
  book_->put(std::move(help));
}

Result<HelpCall> Reception::call_staff(Act& act, const CallStaff& asked) {
  const Hospital& hospital = front_.hall().hospital();
  if (asked.kiosk.empty() || asked.kiosk.size() > 64) return fail(Code::invalid, "kiosk must be a name of 1 to 64 bytes");
  if (asked.language && !hospital.language(*asked.language))
    return fail(Code::invalid, "the site has no language '{}'", asked.language->substr(0, 35));
  const KioskPlace* place = hospital.kiosk(act.actor.device);
  const Area* area = place ? place->area : &hospital.areas.front();
  if (!place && asked.area) {
    VESTIBULE_TRY(area, area_named(front_.hall(), *asked.area));
  }
  OpenHelp help;
  if (const OpenHelp* same = book_->open_of(act.actor.device.substr(0, 64), asked.reason, std::nullopt)) {
    help = *same;
    ++help.call.calls;
  } else {
    help = {book_->next_serial(), help_call(act, asked.reason, *area)};
    help.call.language = asked.language;
    help.call.needs = needs_in(needs_of(asked.needs));
  }
  store_->write(help);
  act.about(fmt::format("help {}", help.call.help));
  const HelpCall call = help.call;
  want_help(act, std::move(help), std::nullopt);
  return call;
}

Result<> Reception::answer_help(Act& act, const AnswerHelp& asked) {
  const OpenHelp* help = book_->find(asked.help);
  if (!help) return fail(Code::conflict, "nobody waits for an answer to '{}': somebody has gone there already, or the day is over", asked.help);
  store_->answer(help->serial, act.at, act.actor.id);
  act.about(fmt::format("help {}", asked.help));
  act.tell(HelpAnswered{asked.help, help->call.area, act.actor.id});
  book_->take(asked.help);
  return {};
}

Result<HelpList> Reception::help(const HelpAsked& asked) const {
  VESTIBULE_TRY(const Area* area, area_named(front_.hall(), asked.area));
  return book_->list(*area);
}

// ---- how a ticket stands

/// Null: that is no ticket of today's.
const Token* Reception::held_by(const std::string& secret) const {
  if (const auto id = secrets_->token_of(secret)) return front_.hall().find(*id);
  return secret.size() == 13 ? given_alone(front_.hall(), TokenId{secret}) : nullptr;
}

Result<TicketStatus> Reception::status(const TicketAsked& asked) const {
  if (asked.secret.has_value() == asked.call_code.has_value()) return fail(Code::invalid, "give either the ticket's secret or its call code");
  const Hall& hall = front_.hall();
  const Token* token = nullptr;
  if (asked.secret) {
    token = held_by(*asked.secret);
  } else if (asked.call_code->size() <= 11) {
    token = with_call_code(hall, *asked.call_code);
  }
  if (!token) return fail(Code::not_found, "{}", no_such_ticket);
  return ticket_status(hall, *token, front_.now().moment);
}

// ---- what its holder may do

Result<TicketStatus> Reception::carry_out(Act& act, Result<Change> change) {
  if (!change) return tl::unexpected(std::move(change).error());
  front_.carry_out(act, *change);
  return ticket_status(front_.hall(), change->token->after, change->doing.now);
}

Result<TicketStatus> Reception::come_later(Act& act, const ComeLater& asked) {
  if (asked.minutes < 5 || asked.minutes > 120) return fail(Code::invalid, "minutes must be from 5 to 120, not {}", asked.minutes);
  const Token* token = held_by(asked.secret.reveal());
  if (!token) return fail(Code::not_found, "{}", no_such_ticket);
  return carry_out(act, park(front_.hall(), front_.doing(act), {std::nullopt, token->id(), asked.minutes}));
}

Result<TicketStatus> Reception::come_now(Act& act, const ComeNow& asked) {
  const Token* token = held_by(asked.secret.reveal());
  if (!token) return fail(Code::not_found, "{}", no_such_ticket);
  if (token->state != State::parked) return fail(Code::conflict, "{} is {}, not parked", token->number, word(token->state));
  return carry_out(act, return_token(front_.hall(), front_.doing(act), {token->id()}));
}

Result<TicketStatus> Reception::give_up(Act& act, const GiveUp& asked) {
  const Token* token = held_by(asked.secret.reveal());
  if (!token) return fail(Code::not_found, "{}", no_such_ticket);
  if (token->state == State::serving) return fail(Code::conflict, "{} is being served", token->number);
  return carry_out(act, queue::cancel(front_.hall(), front_.doing(act), {token->id(), "the patient gave up the place", std::nullopt}));
}

void Reception::close_day(const Day& day) {
  using std::chrono::days, std::chrono::sys_days;
  const std::chrono::year_month_day last{sys_days{day.date} - days{settings_.visitor_days}};
  erase_visitors(context_.store.writing(), to_iso(last));
  constexpr days booking_kept{30};
  store_->erase_bookings(*day.closed_at - booking_kept);
  store_->answer_all(*day.closed_at, day_closed);
  book_->clear();
}

}  // namespace vestibule::queue
