#include <vestibule/plugin.hpp>

#include "kiosk_room.hpp"
#include "left_out_store.hpp"
#include "reception.hpp"
#include "rules.hpp"
#include "screen_room.hpp"

namespace vestibule::queue {
namespace {

Result<> check(const QueueSettings& settings) {
  if (settings.no_show_calls < 0 || settings.no_show_calls > 20) return fail(Code::invalid, "[queue] no_show_calls must be from 0 to 20");
  if (settings.no_show_seconds < 5 || settings.no_show_seconds > 3600) return fail(Code::invalid, "[queue] no_show_seconds must be from 5 to 3600");
  if (settings.board_next < 0 || settings.board_next > 6) return fail(Code::invalid, "[queue] board_next must be from 0 to 6");
  if (settings.visitor_days < 0 || settings.visitor_days > 30) return fail(Code::invalid, "[queue] visitor_days must be from 0 to 30");
  if (settings.check_in_tries < 5 || settings.check_in_tries > 1000) return fail(Code::invalid, "[queue] check_in_tries must be from 5 to 1000");
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
                                                           {"board_next", "How many of those who come next a board shows, at most 6"},
                                                           {"visitor_days", "What patients told us is erased so many days after the day it was told on is closed; 0: with the day"},
                                                           {"check_in_tries", "After so many wrong codes within ten minutes a kiosk checks nobody in for a while"},
                                                           {"key_file", "A file with at least 32 bytes of chance, kept apart from the database: it keeps dates of birth unreadable and tickets unguessable; empty: a key in the database"}}));
    VESTIBULE_CHECK(check(settings));
    const auto text = context_.settings.file(settings.hospital);
    if (!text) return fail(Code::invalid, "[queue] hospital: {}", text.error().message);
    VESTIBULE_TRY(auto hospital, read_hospital(*text, settings.hospital));
    std::string key;
    if (!settings.key_file.empty()) {
      auto read = context_.settings.file(settings.key_file);
      if (!read) return fail(Code::invalid, "[queue] key_file: {}", read.error().message);
      if (read->size() < 32) return fail(Code::invalid, "[queue] key_file: {} holds {} bytes; at least 32 are needed", settings.key_file, read->size());
      key = *std::move(read);
    }
    front_ = std::make_unique<FrontHall>(context_, std::move(hospital), settings);
    reception_ = std::make_unique<Reception>(context_, *front_, settings, std::move(key));
    context_.services.offer<Attendants>(*front_);
    declare_events(context_.events);
    add_commands(context_.commands, *front_, *reception_);
    add_reception(context_.commands, *reception_);
    add_queries(context_.commands, *front_, settings, context_.clock);
    kiosks_ = std::make_unique<KioskRoom>(context_, *front_, *reception_);
    add_kiosk_commands(context_.commands, *kiosks_);
    screens_ = std::make_unique<ScreenRoom>(context_, *front_);
    ScreenRoom::declare_events(context_.events);
    screens_->add_commands(context_.commands);
    settled_ = context_.events.on_settled([this] {
      front_->settle();
      reception_->settle();
    });
    return {};
  }

  Result<> load() override {
    screens_->load();
    VESTIBULE_CHECK(front_->load());
    kiosks_->load();
    return reception_->load();
  }

  Result<> restored(const Restored& what) override {
    const auto today = date_at(*front_->hospital(), context_.clock.wall());
    leave_out(context_.store.writing(), front_->hall(), today, what.gap);
    kiosks_->restored(today, what.gap);
    return {};
  }

 private:
  Context& context_;
  std::unique_ptr<FrontHall> front_;
  std::unique_ptr<Reception> reception_;
  std::unique_ptr<KioskRoom> kiosks_;
  std::unique_ptr<ScreenRoom> screens_;
  Subscription settled_;
};

}  // namespace
}  // namespace vestibule::queue

VESTIBULE_PLUGIN(vestibule::queue::Queue)
