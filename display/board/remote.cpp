#include "remote.hpp"

#include <fmt/format.h>
#include <vestibule/wire/topics.hpp>

namespace vestibule::board {

namespace {

constexpr std::size_t largest_picture = 58 * 1024;
constexpr Duration report_within{5000};

}  // namespace

Result<queue::ScreenPicture> small_picture(const ui::Canvas& canvas) {
  VESTIBULE_TRY(auto small, ui::small_picture(canvas.picture(), largest_picture));
  return queue::ScreenPicture{0, small.size.width, small.size.height, std::move(small.png)};
}

Remote::Remote(Surroundings around, Board& board, RemoteOptions options, std::function<Result<>()> reload)
    : around_(around),
      board_(board),
      options_(std::move(options)),
      reload_(std::move(reload)),
      heard_(around.bus, options_.client, [this](const json::value& orders) { hear(orders); }) {
  const std::weak_ptr<bool> alive = alive_;
  around_.bus.on_connection([this, alive](bool connected) {
    if (!alive.expired() && connected) report();
  });
  // In the host's rhythm: awake anyway, and whoever hears no pulse has nobody to report to.
  around_.bus.subscribe(wire::host_topic(), [this, alive](const wire::Message& pulse) {
    if (!alive.expired() && !pulse.retained) report();
  });
  voice_ = around_.timers.after(options_.try_voice_after, [this] { try_voice(); });
}

void Remote::hear(const json::value& body) {
  const auto orders = decode<queue::DeviceOrders>(body);
  if (!orders) return around_.log.warning("ignored orders: {}", orders.error().message);
  follow(*orders);
}

void Remote::follow(const queue::DeviceOrders& orders) {
  const bool reload = orders_ && orders.reload > orders_->reload;  // at the start everything has just been read
  const bool another_lock = !orders_ || orders.locked != orders_->locked;
  orders_ = orders;
  board_.take_orders(orders);
  if (reload)
    if (const auto done = reload_(); !done) around_.log.error("cannot reload, all stays as it was: {}", done.error().message);
  if (orders.picture > handed_in_) hand_in_picture(orders.picture);
  if (reload || another_lock) report();
}

void Remote::hand_in_picture(int number) {
  handed_in_ = number;
  const std::weak_ptr<bool> alive = alive_;
  around_.screen.after_frame([this, alive, number] {
    if (alive.expired()) return;
    auto picture = small_picture(around_.screen.canvas());
    if (!picture) return around_.log.error("{}", picture.error().message);
    picture->number = number;
    around_.requests.send(wire::Verb::ask, "queue.hand_in_picture", encode(*picture), fmt::format("picture-{}", number),
                          [this, alive](const Result<json::value>& answer) {
                            if (!alive.expired() && !answer) around_.log.warning("the host did not take the picture: {}", answer.error().message);
                          }, Duration{60'000});
  });
}

queue::ScreenReport Remote::now() {
  const ui::Screen& screen = around_.screen;
  if (std::exchange(fingerprint_of_, screen.frames()) != screen.frames()) fingerprint_ = screen.canvas().fingerprint();
  queue::ScreenReport report;
  report.area = options_.area;
  report.desk = options_.desk;
  report.layout = board_.layout_name();
  report.theme = screen.theme().name;
  report.width = screen.size().width;
  report.height = screen.size().height;
  report.frames = screen.frames();
  report.picture = fmt::format("{:016x}", fingerprint_.hash);
  report.one_colour = fingerprint_.one_colour;
  report.shown = board_.model().memory().shown;
  report.answered = answered_;
  report.locked = board_.model().shown().locked;
  report.speaks = board_.announcer().speaks();
  report.mute = *report.speaks && board_.announcer().mute();
  return report;
}

/// Once, and again while it cannot be heard.
void Remote::try_voice() {
  board_.announcer().try_out();
  voice_ = around_.timers.every(options_.try_voice_every, [this] {
    if (board_.announcer().mute()) board_.announcer().try_out();
  });
}

/// Lost reports are not repeated: the next one is on its way soon.
void Remote::report() {
  const std::weak_ptr<bool> alive = alive_;
  around_.requests.send<queue::ScreenHeard>(
      wire::Verb::ask, "queue.report_screen", now(), fmt::format("report-{}-{}", around_.clock.steady().time_since_epoch().count(), ++reports_),
      [this, alive](const Result<queue::ScreenHeard>& heard) {
        if (!alive.expired() && heard) answer(heard->challenge);
      },
      report_within);
}

void Remote::answer(std::int64_t challenge) {
  if (challenge == 0 || challenge == answered_ || std::exchange(asked_, challenge) == challenge) return;
  board_.flip_mark();
  const std::weak_ptr<bool> alive = alive_;
  around_.screen.after_frame([this, alive, challenge] {
    if (alive.expired()) return;
    answered_ = challenge;
    report();
  });
}

}  // namespace vestibule::board
