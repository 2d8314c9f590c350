#include "ward.hpp"

#include <vestibule/wire/topics.hpp>

#include <algorithm>

#include "flash.hpp"

namespace vestibule::ward {

using vitals::Priority;

Ward::Ward(Surroundings around, ModelOptions model, ViewOptions view)
    : around_(around),
      ward_(model.ward),
      model_(std::move(model), around.clock.steady()),
      view_(&around.screen.show<WardView>(std::move(view))),
      bell_(speaker(), around.clock, around.timers) {
  listen();
  tick();
  turn();
}

AlarmBell::Speaker Ward::speaker() {
  if (!around_.sound) return {[](ui::ClipPtr) {}, [] {}};
  return {[this](ui::ClipPtr clip) {
            const std::weak_ptr<bool> alive = alive_;
            around_.sound->play({std::move(clip)}, [this, alive](bool) {
              if (!alive.expired()) view_->show_mute(!around_.sound->fault().empty());
            });
          },
          [this] { around_.sound->hush(); }};
}

void Ward::listen() {
  const std::weak_ptr<bool> alive = alive_;
  const auto take = [this, alive](const std::string& subject, auto&& into) {
    around_.bus.subscribe(wire::state_topic(subject), [this, alive, into](const wire::Message& message) {
      if (alive.expired()) return;
      const auto state = decode_text<wire::State>(message.payload);
      const Result<> taken = state ? into(*state, message.retained) : tl::unexpected(state.error());
      if (!taken) around_.log.warning("ignored a state of {}: {}", message.topic, taken.error().message);
      turn();
    });
  };
  take("ward/" + ward_.text(), [this](const wire::State& state, bool retained) { return model_.take_picture(state, retained, around_.clock.steady()); });
  take("ward/" + ward_.text() + "/trend", [this](const wire::State& state, bool) { return model_.take_trend(state, around_.clock.steady()); });
  around_.bus.subscribe(wire::host_topic(), [this, alive](const wire::Message& message) {
    if (alive.expired()) return;
    if (const auto host = decode_text<wire::HostState>(message.payload)) model_.take_host(*host, message.retained, around_.clock.steady());
    else around_.log.warning("ignored a pulse of the host: {}", host.error().message);
    turn();
  });
  around_.bus.on_connection([this, alive](bool connected) {
    if (alive.expired()) return;
    model_.take_line(connected, around_.clock.steady());
    turn();
  });
  if (around_.bus.connected()) model_.take_line(true, around_.clock.steady());
}

Lit Ward::lit() const {
  const Steady now = around_.clock.steady();
  return {ward::lit(Priority::high, now), ward::lit(Priority::medium, now)};
}

/// After anything that may have changed the model.
void Ward::turn() {
  const Steady now = around_.clock.steady();
  model_.advance(now);
  view_->show(model_.shown(), lit());
  bell_.sound(model_.sounding(), model_.newly_sounding());
  change_.stop();
  if (const auto next = model_.next_change(now)) change_ = around_.timers.after(std::max(*next - now, Duration{1}), [this] { turn(); });
  flash();
}

/// Nothing wakes for it while nothing flashes.
void Ward::flash() {
  turn_light_.stop();
  const Steady now = around_.clock.steady();
  std::optional<Steady> next;
  for (const Priority priority : model_.flashing()) next = std::min(next.value_or(next_turn(priority, now)), next_turn(priority, now));
  if (!next) return;
  turn_light_ = around_.timers.after(std::max(*next - now, Duration{1}), [this] {
    view_->flash(lit());
    flash();
  });
}

void Ward::tick() {
  const Instant now = around_.clock.wall();
  view_->show_time(clock(now));
  const auto minute = std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes{1};
  minute_ = around_.timers.after(std::chrono::duration_cast<Duration>(minute - now), [this] { tick(); });
}

void Ward::dress(ViewOptions view) {
  view_ = &around_.screen.show<WardView>(std::move(view));
  view_->show_time(clock(around_.clock.wall()));
  turn();
}

}  // namespace vestibule::ward
