#include "front_hall.hpp"

#include <vestibule/trial.hpp>

#include <algorithm>

#include "left_out_store.hpp"
#include "rules.hpp"

namespace vestibule::queue {

FrontHall::FrontHall(Context& context, std::shared_ptr<const Hospital> hospital, const QueueSettings& settings)
    : context_(context),
      hospital_(std::move(hospital)),
      settings_(settings),
      hall_(std::make_unique<Hall>(*hospital_)),
      deadlines_({settings.no_show_calls, std::chrono::seconds{settings.no_show_seconds}}) {}

Now FrontHall::now() const {
  if (VESTIBULE_PLANTED("waits_by_the_wall_clock")) return {context_.clock.wall(), Moment{context_.clock.wall().time_since_epoch()}};
  return {context_.clock.wall(), timeline_.at(context_.clock.steady())};
}
Doing FrontHall::doing(const Act& act) const { return {act.actor.id, act.at, timeline_.at(context_.clock.steady())}; }

void FrontHall::carry_out(Act& act, const Change& change) {
  store_->write(change, *hall_->day());
  hall_->apply(change);
  if (change.token) deadlines_.follow(change.token->after);
  act.about(change.token ? fmt::format("token {}", change.token->after.short_id) : fmt::format("desk {}", change.desk->after.desk->id));
  tell(act, change);
}

void FrontHall::carry_out_opening(Act& act, const Day& day) {
  store_->open_day(day, now().moment);
  const auto left_out = leave_out_at_opening(context_.store.writing(), *hall_, day);
  hall_->open_day(day);
  for (const LeftOut& numbers : left_out) hall_->leave_out(*numbers.service, numbers.first, numbers.last);
  deadlines_.clear();
  act.about("day " + to_iso(day.date));
  act.tell(DayOpened{day.date});
}

void FrontHall::carry_out_closing(Act& act, const Day& day) {
  const Moment moment = now().moment;
  store_->close_day(day, moment, *hall_);
  hall_->close_day(*day.closed_at, moment);
  deadlines_.clear();
  act.about("day " + to_iso(day.date));
  act.tell(DayClosed{day.date, day_view(*hall_).counts});
}

Result<> FrontHall::carry_out(Act& act, const AcknowledgeCall& call) {
  VESTIBULE_TRY(const Area* area, area_named(*hall_, call.area));
  const std::int64_t last = hall_->calls(*area).last;
  if (call.sequence < 1 || call.sequence > last)
    return fail(Code::not_found, "area '{}' has no call {}; its last is {}", call.area, call.sequence, last);
  store_->acknowledge(area->id, call.sequence, call.shown, act.actor.device, act.at);
  hall_->acknowledge(*area, call.sequence, call.shown, act.actor.device);
  act.about(fmt::format("call {}/{}", area->id, call.sequence));
  act.tell(CallShown{area->id, call.sequence, act.actor.device, call.shown});
  return {};
}

std::optional<Attention> FrontHall::attention(std::string_view reference) const {
  constexpr std::string_view kind = "token ";
  if (!reference.starts_with(kind)) return std::nullopt;
  const Token* token = hall_->find(TokenId{std::string(reference.substr(kind.size()))});
  if (!token) return Attention{{}, true, {}};  // another day's
  if (token->at_desk()) return Attention{{hall_->desk(*token->desk).by}, false, {}};
  const bool over = token->over() && token->state != State::no_show;  // who missed a call may still come back today
  return Attention{{}, over, token->outcome.empty() ? std::string(word(token->state)) : token->outcome};
}

Result<> FrontHall::load() {
  auto hall = std::make_unique<Hall>(*hospital_);
  auto store = std::make_unique<QueueStore>(context_.store.writing());
  VESTIBULE_TRY(const auto seen, store->load(*hall));
  // Within one run of the process the steady clock goes on by itself, whatever the wall says meanwhile.
  if (!timeline_begun_ && seen) timeline_.resume(*seen, context_.clock.wall(), context_.clock.steady());
  if (!timeline_begun_ && !seen) timeline_.begin(context_.clock.wall(), context_.clock.steady());
  timeline_begun_ = true;
  hall_ = std::move(hall);
  store_ = std::move(store);
  deadlines_.clear();
  for (const Token& token : hall_->tokens())
    if (!VESTIBULE_PLANTED("deadlines_forgotten_at_start")) deadlines_.follow(token);
  settle();
  return {};
}

void FrontHall::settle() {
  publish_boards();
  set_timer();
}

void FrontHall::publish_boards() {
  for (const Area* area : hall_->take_changed_areas())
    context_.publisher.retain(fmt::format("board/{}", area->id),
                              [this, area] { return board_text(*hall_, screens_, *area, now().moment, settings_.board_next); });
}

void FrontHall::set_timer() {
  timer_.stop();
  const auto next = deadlines_.next();
  if (!next) return;
  const Steady steady = context_.clock.steady();
  const Moment moment = timeline_.at(steady);
  Duration wait = std::max(Duration::zero(), Duration{*next - moment});
  // What is due and was sent on its way already is either about to be done or was refused: no hammering.
  constexpr Duration pause{5'000};
  if (wait == Duration::zero() && tried_ && steady - *tried_ < pause) wait = pause - (steady - *tried_);
  timer_ = context_.timers.after(wait, [this] { run_due(); });
}

void FrontHall::run_due() {
  tried_ = context_.clock.steady();
  for (const TokenId& id : deadlines_.due(now().moment)) {
    const Token* token = hall_->find(id);
    if (token->state == State::parked) VESTIBULE_RARE("came_back_by_itself");
    else VESTIBULE_RARE("missed_by_itself");
    if (token->state == State::parked) context_.commands.run("queue.return_token", Return{id});
    else context_.commands.run("queue.no_show", NoShow{token->desk->id, id, token->calls});
  }
  set_timer();
}

}  // namespace vestibule::queue
