#include <vestibule/plugin.hpp>

#include "front_hall.hpp"
#include "kiosk_room.hpp"
#include "screen_room.hpp"

namespace vestibule::queue {
namespace {

Result<> check(const QueueSettings& settings) {
  if (settings.no_show_calls < 0 || settings.no_show_calls > 20) return fail(Code::invalid, "[queue] no_show_calls must be from 0 to 20");
  if (settings.no_show_seconds < 5 || settings.no_show_seconds > 3600) return fail(Code::invalid, "[queue] no_show_seconds must be from 5 to 3600");
  if (settings.board_next < 0 || settings.board_next > 6) return fail(Code::invalid, "[queue] board_next must be from 0 to 6");
  return {};
}

class Queue final : public Plugin {
 public:
  explicit Queue(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const QueueSettings settings,
                  context_.settings.read(QueueSettings{}, {{"hospital", "The file that describes the hospital: services, desks, areas, pathways"},
                                                           {"no_show_calls", "After so many calls a token that does not come is a no-show; 0: never by itself"},
                                                           {"no_show_seconds", "And so many seconds after the last of them"},
                                                           {"board_next", "How many of those who come next a board shows, at most 6"}}));
    VESTIBULE_CHECK(check(settings));
    const auto text = context_.settings.file(settings.hospital);
    if (!text) return fail(Code::invalid, "[queue] hospital: {}", text.error().message);
    VESTIBULE_TRY(auto hospital, read_hospital(*text, settings.hospital));
    front_ = std::make_unique<FrontHall>(context_, std::move(hospital), settings);
    declare_events(context_.events);
    add_commands(context_.commands, *front_, context_.random.stream("queue.tokens"));
    add_queries(context_.commands, *front_, settings);
    kiosks_ = std::make_unique<KioskRoom>(context_, *front_);
    add_kiosk_commands(context_.commands, *kiosks_);
    screens_ = std::make_unique<ScreenRoom>(context_, *front_);
    ScreenRoom::declare_events(context_.events);
    screens_->add_commands(context_.commands);
    settled_ = context_.events.on_settled([this] { front_->settle(); });
    return {};
  }

  Result<> load() override {
    screens_->load();
    VESTIBULE_CHECK(front_->load());
    kiosks_->load();
    return {};
  }

 private:
  Context& context_;
  std::unique_ptr<FrontHall> front_;
  std::unique_ptr<KioskRoom> kiosks_;
  std::unique_ptr<ScreenRoom> screens_;
  Subscription settled_;
};

}  // namespace
}  // namespace vestibule::queue

VESTIBULE_PLUGIN(vestibule::queue::Queue)
