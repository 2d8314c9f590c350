#include "board.hpp"

#include <fmt/format.h>
#include <vestibule/wire/topics.hpp>

namespace vestibule::board {

namespace {

constexpr Duration pause_before_again{2000};

/// The same for the same painting or speaking, over restarts too, so that the host counts it once. FNV-1a, 64 bits.
std::string request_id(std::string_view client, std::string_view epoch, std::string_view area, std::int64_t sequence, queue::Shown shown) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : fmt::format("{}\n{}\n{}\n{}", client, epoch, area, sequence)) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  return fmt::format("{}-{}-{:016x}", boost::describe::enum_to_string(shown, "?"), sequence, hash);
}

}  // namespace

Board::Board(Surroundings around, std::string client, ModelOptions model, ViewOptions view, MemoryFile memory, VoiceOptions voice)
    : around_(around),
      client_(std::move(client)),
      area_(model.area),
      file_(std::move(memory)),
      model_(std::move(model), file_.load(), around.clock.steady()),
      view_(&around.screen.show<BoardView>(std::move(view))),
      announcer_(std::move(voice), around.voice, around.clock) {
  const std::weak_ptr<bool> alive = alive_;
  around_.bus.subscribe(wire::state_topic("board/" + area_.text()), [this, alive](const wire::Message& message) {
    if (!alive.expired()) hear_state(message);
  });
  around_.bus.subscribe(wire::host_topic(), [this, alive](const wire::Message& message) {
    if (!alive.expired()) hear_host(message);
  });
  const Memory remembered = model_.memory();
  for (const auto sequence : remembered.unacknowledged) acknowledge(remembered.epoch, sequence, queue::Shown::painted);
  for (const auto sequence : remembered.unheard) acknowledge(remembered.epoch, sequence, queue::Shown::spoken);
  tick();
  turn();
}

void Board::hear_state(const wire::Message& message) {
  const auto state = decode_text<wire::State>(message.payload);
  const auto taken = state ? model_.take_state(*state, around_.clock.steady()) : tl::unexpected(state.error());
  if (!taken) around_.log.warning("ignored a state of {}: {}", message.topic, taken.error().message);
  turn();
}

void Board::hear_host(const wire::Message& message) {
  if (const auto host = decode_text<wire::HostState>(message.payload)) model_.take_host(*host, message.retained, around_.clock.steady());
  else around_.log.warning("ignored a pulse of the host: {}", host.error().message);
  turn();
}

/// After anything that may have changed the model.
void Board::turn() {
  const Steady now = around_.clock.steady();
  model_.advance(now);
  view_->show(model_.shown());
  look_at_programme();
  ask();
  acknowledge_after_paint();
  speak_after_paint();
  change_.stop();
  if (const auto next = model_.next_change()) change_ = around_.timers.after(std::max(*next - now, Duration{0}), [this] { turn(); });
}

void Board::ask() {
  const auto question = model_.question();
  if (!question) return;
  const std::weak_ptr<bool> alive = alive_;
  const std::string id = fmt::format("since-{}-{}", question->after, around_.clock.steady().time_since_epoch().count());
  around_.requests.send<queue::Calls>(wire::Verb::ask, "queue.calls_since", *question, id, [this, alive](Result<queue::Calls> calls) {
    if (alive.expired()) return;
    if (calls) {
      model_.take_calls(*calls, around_.clock.steady());
    } else {
      around_.log.warning("the host could not say which calls are missing: {}", calls.error().message);
      model_.question_failed(around_.clock.steady());
    }
    turn();
  });
}

void Board::acknowledge_after_paint() {
  const auto sequences = model_.newly_painted();
  if (sequences.empty()) return;
  const std::weak_ptr<bool> alive = alive_;
  around_.screen.after_frame([this, alive, sequences, epoch = model_.epoch()] {
    if (alive.expired()) return;
    keep_memory();
    for (const auto sequence : sequences) acknowledge(epoch, sequence, queue::Shown::painted);
  });
}

/// Heard once it is seen; and seen until it was heard.
void Board::speak_after_paint() {
  if (model_.newly_shown().empty()) return;
  const queue::BoardCall call = *model_.shown().call;
  if (!announcer_.speaks()) return model_.release(call.sequence, false);
  model_.hold();
  const std::weak_ptr<bool> alive = alive_;
  around_.screen.after_frame([this, alive, call, epoch = model_.epoch()] {
    if (alive.expired()) return;
    announcer_.announce(call, model_.behind(), [this, alive, epoch, sequence = call.sequence](bool heard) {
      if (!alive.expired()) spoken(epoch, sequence, heard);
    });
  });
}

void Board::spoken(const std::string& epoch, std::int64_t sequence, bool heard) {
  if (epoch != model_.epoch()) return;  // of another database
  model_.release(sequence, heard);
  keep_memory();
  if (heard) acknowledge(epoch, sequence, queue::Shown::spoken);
  turn();
}

void Board::acknowledge(const std::string& epoch, std::int64_t sequence, queue::Shown shown) {
  const std::weak_ptr<bool> alive = alive_;
  const queue::AcknowledgeCall body{area_, sequence, shown};
  around_.requests.send(wire::Verb::do_, "queue.acknowledge_call", encode(body), request_id(client_, epoch, area_.text(), sequence, shown),
                        [this, alive, epoch, sequence, shown](const Result<json::value>& answer) {
                          if (!alive.expired()) answered(epoch, sequence, shown, answer);
                        });
}

void Board::answered(const std::string& epoch, std::int64_t sequence, queue::Shown shown, const Result<json::value>& answer) {
  if (epoch != model_.epoch()) return;  // of another database: nobody waits for it
  if (!answer && answer.error().code == Code::unavailable) {
    again_[{sequence, shown}] = around_.timers.after(pause_before_again, [this, epoch, sequence, shown] { acknowledge(epoch, sequence, shown); });
    return;
  }
  if (!answer) around_.log.warning("the host did not take the acknowledgement of call {}: {}", sequence, answer.error().message);
  again_.erase({sequence, shown});
  model_.acknowledged(sequence, shown);
  keep_memory();
}

void Board::keep_memory() {
  if (const auto saved = file_.save(model_.memory()); !saved) around_.log.warning("{}", saved.error().message);
}

void Board::tick() {
  const Instant now = around_.clock.wall();
  view_->show_time(wall_time(now));
  look_at_programme();
  const auto minute = std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes{1};
  minute_ = around_.timers.after(std::chrono::duration_cast<Duration>(minute - now), [this] {
    take_turns();
    tick();
  });
}

/// Two languages where there is room for one: with the clock's minute, when the screen is awake and painting. What stands in both,
/// or reads the same in both, is not painted again.
void Board::take_turns() {
  if (!view_->bilingual()) return;
  view_->next_language();
  view_->show(model_.shown());
}

void Board::play(Programme programme) {
  player_ = std::make_unique<Player>(std::move(programme), around_.timers, around_.log, [this](const OnShow& on_show) {
    on_show_ = on_show;
    view_->show_programme(on_show);
  });
  on_show_ = {};
  view_->show_programme(on_show_);
  look_at_programme();
}

void Board::look_at_programme() {
  const Shown& shown = model_.shown();
  if (player_) player_->look(wall_time(around_.clock.wall()), !shown.open || shown.stale, shown.fresh);
}

void Board::dress(ViewOptions view) {
  view_ = &around_.screen.show<BoardView>(std::move(view));
  view_->show(model_.shown());
  view_->show_time(wall_time(around_.clock.wall()));
  view_->show_programme(on_show_);
}

void Board::take_orders(const queue::DeviceOrders& orders) {
  model_.take_orders(orders, around_.clock.steady());
  turn();
}

}  // namespace vestibule::board
