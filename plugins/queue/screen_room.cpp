#include "screen_room.hpp"

#include <algorithm>

#include "rules.hpp"
#include "screens_store.hpp"

namespace vestibule::queue {

/// The house's own: a screen hangs somewhere else now, or its state has changed.
struct NoteScreen {
  std::string device;
  AreaId area;
  std::optional<DeskId> desk;
  ScreenState state = ScreenState::seen;
};
BOOST_DESCRIBE_STRUCT(NoteScreen, (), (device, area, desk, state))

namespace {

constexpr const char* may_show = "queue.show";
constexpr const char* may_manage = "queue.manage";
constexpr Duration watch_every{5'000};
constexpr std::size_t largest_picture = 58 * 1024;

bool is_base64(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
  });
}

/// As the broker takes it for a client's name.
Result<> device_named(const std::string& device) {
  const bool plain = !device.empty() && device.size() <= 64 && std::all_of(device.begin(), device.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
  if (!plain) return fail(Code::invalid, "device must be 1 to 64 letters, digits, '-', '_' or '.'");
  return {};
}

/// Texts by language, each something and none too long for a screen.
Result<> shown_texts(const Texts& texts, std::string_view field) {
  if (texts.size() > 16) return fail(Code::invalid, "{} has {} languages; at most 16", field, texts.size());
  for (const auto& [language, text] : texts) {
    if (language.empty() || language.size() > 35) return fail(Code::invalid, "{} has a language of {} bytes", field, language.size());
    VESTIBULE_CHECK(written(text, field));
  }
  return {};
}

}  // namespace

void ScreenRoom::load() {
  load_screens(context_.store.writing(), front_.screens(), context_.clock.steady());
  for (const auto& [device, orders] : front_.screens().all_orders()) send_orders(device);
  watch();
}

void ScreenRoom::send_orders(const std::string& device) {
  context_.publisher.order(device, [this, device] { return front_.screens().orders(device); });
}

/// While screens are known, they are looked at every few seconds.
void ScreenRoom::watch() {
  watch_.stop();
  if (!front_.screens().any()) return;
  watch_ = context_.timers.after(watch_every, [this] {
    front_.screens().judge(context_.clock.steady());
    note_changes();
    watch();
  });
}

/// What was sent on its way to be stored is not sent again at once: it is either about to be done or was refused.
void ScreenRoom::note_changes() {
  const auto changes = front_.screens().unnoted();
  const Steady now = context_.clock.steady();
  if (changes.empty() || (noted_ && now - *noted_ < watch_every)) return;
  noted_ = now;
  for (const KnownScreen& screen : changes)
    context_.commands.run("queue.note_screen", NoteScreen{screen.device, screen.area, screen.desk, screen.state},
                          [this](const Result<json::value>&) { noted_.reset(); });
}

Result<ScreenHeard> ScreenRoom::hear(const Actor& actor, const ScreenReport& report) {
  VESTIBULE_CHECK(area_named(front_.hall(), report.area));
  if (report.desk) VESTIBULE_CHECK(desk_named(front_.hall(), *report.desk));
  if (report.layout.size() > 64 || report.theme.size() > 64 || report.picture.size() > 64) return fail(Code::invalid, "a name in the report is too long");
  Screens& screens = front_.screens();
  if (!screens.knows(actor.device) && screens.full()) return fail(Code::unavailable, "{} screens are known already; forget some", Screens::most);
  const bool first = !screens.any();
  const ScreenHeard heard = screens.hear(actor.device, report, context_.clock.steady());
  note_changes();
  if (first) watch();
  return heard;
}

Result<Done> ScreenRoom::take(const Actor& actor, const ScreenPicture& picture) {
  if (picture.png.size() > largest_picture || !is_base64(picture.png)) return fail(Code::invalid, "png must be base64 of at most {} bytes", largest_picture);
  if (picture.number < 1 || picture.number != front_.screens().orders(actor.device).picture)
    return fail(Code::conflict, "nobody asked '{}' for picture {}", actor.device, picture.number);
  front_.screens().keep(actor.device, picture);
  return Done{};
}

Result<std::vector<const Area*>> ScreenRoom::areas_of(const std::vector<AreaId>& ids) const {
  std::vector<const Area*> areas;
  for (const AreaId& id : ids) {
    VESTIBULE_TRY(const Area* area, area_named(front_.hall(), id));
    if (std::find(areas.begin(), areas.end(), area) == areas.end()) areas.push_back(area);
  }
  if (ids.empty())
    for (const Area& area : front_.hall().hospital().areas) areas.push_back(&area);
  return areas;
}

Result<TakenOver> ScreenRoom::take_over(Act& act, const TakeOverScreens& asked) {
  VESTIBULE_TRY(const auto areas, areas_of(asked.areas));
  if (asked.texts.empty()) return fail(Code::invalid, "texts must say something in at least one language");
  VESTIBULE_CHECK(shown_texts(asked.texts, "texts"));
  const Takeover takeover{asked.texts, asked.level.value_or(TakeoverLevel::emergency), act.at};
  TakenOver done;
  for (const Area* area : areas) store_takeover(context_.store.writing(), area->id, takeover);
  for (const Area* area : areas) {
    front_.screens().put(area->id, takeover);
    front_.repaint(*area);
    done.areas.push_back(area->id);
  }
  act.about("screens");
  act.tell(ScreensTakenOver{done.areas, takeover});
  return done;
}

Result<TakenOver> ScreenRoom::end_takeover(Act& act, const EndTakeover& asked) {
  VESTIBULE_TRY(auto areas, areas_of(asked.areas));
  std::erase_if(areas, [this](const Area* area) { return !front_.screens().takeover(area->id); });
  if (areas.empty()) return fail(Code::conflict, "no screen is taken over there");
  TakenOver done;
  for (const Area* area : areas) erase_takeover(context_.store.writing(), area->id);
  for (const Area* area : areas) {
    front_.screens().end_takeover(area->id);
    front_.repaint(*area);
    done.areas.push_back(area->id);
  }
  act.about("screens");
  act.tell(TakeoverEnded{done.areas});
  return done;
}

Result<DeviceOrders> ScreenRoom::order(Act& act, const std::string& device, const std::function<void(DeviceOrders&)>& change) {
  VESTIBULE_CHECK(device_named(device));
  DeviceOrders orders = front_.screens().orders(device);
  change(orders);
  store_orders(context_.store.writing(), device, orders, act.at);
  front_.screens().put(device, orders);
  send_orders(device);
  act.about("device " + device);
  act.tell(DeviceOrdered{device, orders});
  return orders;
}

Result<Done> ScreenRoom::note(Act& act, const NoteScreen& asked) {
  VESTIBULE_CHECK(device_named(asked.device));
  VESTIBULE_CHECK(area_named(front_.hall(), asked.area));
  const KnownScreen known{asked.device, asked.area, asked.desk, asked.state};
  store_screen(context_.store.writing(), known, act.at);
  front_.screens().noted(known);
  act.about("device " + asked.device);
  act.tell(ScreenChanged{asked.device, asked.area, asked.state});
  return Done{};
}

Result<Done> ScreenRoom::forget(Act& act, const ForgetScreen& asked) {
  if (!front_.screens().knows(asked.device)) return fail(Code::not_found, "no screen '{}' is known; queue.screens lists them", asked.device);
  erase_screen(context_.store.writing(), asked.device);
  front_.screens().forget(asked.device);
  act.about("device " + asked.device);
  return Done{};
}

void ScreenRoom::add_device_commands(Commands& commands) {
  commands.add<LockDevice>({"queue.lock_device", may_manage, "Puts a screen or kiosk out of service, or back"},
                           [this](Act& act, const LockDevice& asked) { return order(act, asked.device, [&](auto& o) { o.locked = asked.locked.value_or(true); }); });
  commands.add<TellDevice>({"queue.tell_device", may_manage, "Has a screen or kiosk show a message of its own, or none any more"},
                           [this](Act& act, const TellDevice& asked) -> Result<DeviceOrders> {
                             VESTIBULE_CHECK(shown_texts(asked.message, "message"));
                             return order(act, asked.device, [&](auto& o) { o.message = asked.message; });
                           });
  commands.add<ReloadDevice>({"queue.reload_device", may_manage, "Has a screen or kiosk read its layout, theme and schedule anew"},
                             [this](Act& act, const ReloadDevice& asked) { return order(act, asked.device, [](auto& o) { ++o.reload; }); });
  commands.add<PictureDevice>({"queue.picture_device", may_manage, "Asks a screen for a picture of what it shows"},
                              [this](Act& act, const PictureDevice& asked) { return order(act, asked.device, [](auto& o) { ++o.picture; }); });
  commands.add<ForgetScreen>({"queue.forget_screen", may_manage, "A screen was taken down: its silence alarms nobody"},
                             [this](Act& act, const ForgetScreen& asked) { return forget(act, asked); });
}

void ScreenRoom::add_commands(Commands& commands) {
  add_device_commands(commands);
  commands.add<TakeOverScreens>({"queue.take_over_screens", may_manage, "Puts one text over everything on the screens of some areas, or of all"},
                                [this](Act& act, const TakeOverScreens& asked) { return take_over(act, asked); });
  commands.add<EndTakeover>({"queue.end_takeover", may_manage, "Gives the screens back to their calls"},
                            [this](Act& act, const EndTakeover& asked) { return end_takeover(act, asked); });
  commands.add<NoteScreen>({"queue.note_screen", may_manage, "The house's own: stores where a screen hangs and in what state it is"},
                           [this](Act& act, const NoteScreen& asked) { return note(act, asked); });
  commands.add_report<ScreenReport>({"queue.report_screen", may_show, "A screen says how it is, every few seconds"},
                                    [this](const Actor& actor, const ScreenReport& report) { return hear(actor, report); });
  commands.add_report<ScreenPicture>({"queue.hand_in_picture", may_show, "A screen hands in the picture it was asked for"},
                                     [this](const Actor& actor, const ScreenPicture& picture) { return take(actor, picture); });
  commands.add_query<ScreensAsked>({"queue.screens", "queue.see", "The screens, and what is wrong with them"},
                                   [this](const ScreensAsked& asked) -> Result<ScreenViews> {
                                     if (asked.area) VESTIBULE_CHECK(area_named(front_.hall(), *asked.area));
                                     return front_.screens().views(asked.area, context_.clock.steady());
                                   });
  commands.add_query<ScreenPictureAsked>({"queue.screen_picture", "queue.see", "The last picture a screen has handed in"},
                                         [this](const ScreenPictureAsked& asked) -> Result<ScreenPicture> {
                                           if (const auto* picture = front_.screens().picture(asked.device)) return *picture;
                                           return fail(Code::not_found, "'{}' has handed in no picture; queue.picture_device asks for one", asked.device);
                                         });
}

void ScreenRoom::declare_events(Events& events) {
  events.declare<ScreenChanged>("A screen hangs elsewhere, is in trouble, or is well again");
  events.declare<ScreensTakenOver>("One text was put over everything on some screens");
  events.declare<TakeoverEnded>("Screens show their calls again");
  events.declare<DeviceOrdered>("Staff have a screen or kiosk do something");
}

}  // namespace vestibule::queue
