#include "guest_intake.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace vestibule::core {
namespace {

constexpr Duration beat_period{100};
constexpr int most_waiting = 10'000;

/// Where the core was given no other: the house's own loop and line.
class SharedStation final : public Station {
 public:
  SharedStation(Loop& loop, wire::Bus& bus) : loop_(loop), bus_(bus) {}
  Loop& loop() override { return loop_; }
  wire::Bus& bus() override { return bus_; }

 private:
  Loop& loop_;
  wire::Bus& bus_;
};

}  // namespace

/// The listener as the station's thread sees it. What is on its way holds it, and finds `deaf` once the intake is closed.
struct GuestIntake::Post : std::enable_shared_from_this<GuestIntake::Post> {
  Post(Loop& home, Guests& all, Guest& owner, Listener& ear) : loop(home), guests(all), guest(owner), listener(ear) {}

  /// Calls code of the guest, once and for all if it throws.
  void call(const std::function<void()>& code) {
    if (deaf) return;
    auto thrown = guests.enter_elsewhere(guest, code);
    if (!thrown) return;
    deaf = true;
    loop.post([self = shared_from_this(), thrown = *thrown] {
      self->guests.fault(self->guest, fmt::format("what listens for it threw '{}'", thrown));
    });
  }

  void begin(Station& station, const std::vector<std::string>& filters) {
    auto& bus = station.bus();
    const std::weak_ptr<Post> weak = weak_from_this();
    for (const auto& filter : filters)
      bus.subscribe(filter, [weak](const wire::Message& message) {
        if (const auto self = weak.lock()) self->call([&] { self->listener.hear({message.topic, message.payload, message.retained}); });
      });
    bus.on_connection([weak](bool up) {
      if (const auto self = weak.lock()) self->call([&] { self->listener.line(up); });
    });
    if (bus.connected()) call([this] { listener.line(true); });
    beats = station.loop().every(beat_period, [weak] {
      if (const auto self = weak.lock()) self->call([&] { self->listener.beat(); });
    });
  }

  Loop& loop;
  Guests& guests;
  Guest& guest;
  Listener& listener;
  Timer beats;
  bool deaf = false;
};

void GuestIntake::open(std::vector<std::string> filters, Listener& listener) {
  if (post_) throw std::logic_error("an intake is opened once");
  station_ = seams_.stations ? seams_.stations(guest_.name()) : std::make_unique<SharedStation>(seams_.loop, seams_.bus);
  post_ = std::make_shared<Post>(seams_.loop, guests_, guest_, listener);
  station_->loop().post([post = post_, &station = *station_, filters = std::move(filters)] {
    if (!post->deaf) post->begin(station, filters);
  });
}

void GuestIntake::close() {
  if (!post_) return;
  station_->end();
  post_->deaf = true;
  post_->beats.stop();
  post_.reset();
  station_.reset();
}

void GuestIntake::there(std::function<void()> run) {
  if (!post_) return;
  station_->loop().post([post = post_, run = std::move(run)] { post->call(run); });
}

void GuestIntake::here(std::function<void()> run) {
  if (++*waiting_ > most_waiting) throw std::length_error("more waits for the loop than it will ever do");
  seams_.loop.post([&guests = guests_, &guest = guest_, settled = settled_, waiting = waiting_, open = std::weak_ptr(post_),
                    run = std::move(run)] {
    --*waiting;
    if (open.expired()) return;  // it was closed meanwhile
    if (guest.state != GuestState::enabled) return;
    (void)guests.enter(guest, [&]() -> Result<> {
      run();
      return {};
    });
    settled();
  });
}

}  // namespace vestibule::core
