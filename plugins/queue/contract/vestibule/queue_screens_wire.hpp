#pragma once
// What screens tell the host of themselves, and what the host has screens and kiosks do.

#include <optional>
#include <string>
#include <vector>

#include "vestibule/queue_wire.hpp"

namespace vestibule::queue {

// ---- report queue.report_screen: every 5 s, and after a change that staff should see

/// How a screen is. `frames` and `picture` must move when a challenge is answered: the screen then paints its mark anew.
struct ScreenReport {
  AreaId area;
  std::optional<DeskId> desk;     ///< a door display: it shows the calls to this desk alone
  std::string layout, theme;
  int width = 0, height = 0;
  std::int64_t frames = 0;        ///< given to the display since the program began
  std::string picture;            ///< a hash of all that is painted
  bool one_colour = false;        ///< all of it is one colour: dark
  std::int64_t shown = 0;         ///< the last call it has shown
  std::int64_t answered = 0;      ///< the last challenge whose mark has been painted
  std::optional<bool> locked;
  std::optional<bool> speaks;     ///< it is meant to be heard at this hour: it is counted for "heard"
  std::optional<bool> mute{};     ///< it is meant to be heard and cannot be: no sound device, no voice
};
BOOST_DESCRIBE_STRUCT(ScreenReport, (),
                      (area, desk, layout, theme, width, height, frames, picture, one_colour, shown, answered, locked, speaks, mute))

struct ScreenHeard {
  std::int64_t challenge = 0;  ///< paint the mark anew and say so in `answered`; one that was answered already asks for nothing
};
BOOST_DESCRIBE_STRUCT(ScreenHeard, (), (challenge))

/// Report queue.hand_in_picture: what a screen shows, because DeviceOrders::picture grew.
struct ScreenPicture {
  int number = 0;   ///< DeviceOrders::picture
  int width = 0, height = 0;
  std::string png;  ///< base64, at most 58 KiB; scaled down
};
BOOST_DESCRIBE_STRUCT(ScreenPicture, (), (number, width, height, png))

// ---- retained, vestibule/v1/order/<device>: what the host wants of one screen or kiosk

/// What a device is to be like. The numbers count: one that has grown since the device began asks for the thing once more.
struct DeviceOrders {
  bool locked = false;  ///< show "out of service" and take no touch; a kiosk takes nobody new, but calls staff
  Texts message;        ///< shown in place of its own line; empty: nothing; a kiosk shows it on its first pages
  int reload = 0;       ///< read layout, theme and schedule files anew; a kiosk begins anew once nobody is there
  int picture = 0;      ///< hand in a picture of the screen
};
BOOST_DESCRIBE_STRUCT(DeviceOrders, (), (locked, message, reload, picture))

// ---- commands of staff. Each about a device answers with its orders.

struct LockDevice {
  std::string device;
  std::optional<bool> locked;  ///< false gives it back; absent: true
};
BOOST_DESCRIBE_STRUCT(LockDevice, (), (device, locked))
struct TellDevice {
  std::string device;
  Texts message;  ///< empty takes it away
};
BOOST_DESCRIBE_STRUCT(TellDevice, (), (device, message))
struct ReloadDevice { std::string device; };
BOOST_DESCRIBE_STRUCT(ReloadDevice, (), (device))
struct PictureDevice { std::string device; };
BOOST_DESCRIBE_STRUCT(PictureDevice, (), (device))
/// It was taken down: nobody is alarmed by its silence any more.
struct ForgetScreen { std::string device; };
BOOST_DESCRIBE_STRUCT(ForgetScreen, (), (device))

struct TakeOverScreens {
  std::vector<AreaId> areas;  ///< empty: all
  Texts texts;                ///< in each language that is to stand there
  std::optional<TakeoverLevel> level;  ///< absent: emergency
};
BOOST_DESCRIBE_STRUCT(TakeOverScreens, (), (areas, texts, level))
struct EndTakeover {
  std::vector<AreaId> areas;  ///< empty: all
};
BOOST_DESCRIBE_STRUCT(EndTakeover, (), (areas))
/// The areas that changed.
struct TakenOver {
  std::vector<AreaId> areas;
};
BOOST_DESCRIBE_STRUCT(TakenOver, (), (areas))

// ---- queries

/// What is wrong with a screen: nothing heard of it; it reports, but its picture does not move; it is all one colour; all is
/// seen, but nothing of it heard. The worst that is true.
enum class ScreenState { seen, silent, frozen, dark, mute };
BOOST_DESCRIBE_ENUM(ScreenState, seen, silent, frozen, dark, mute)

/// Query queue.screens.
struct ScreensAsked {
  std::optional<AreaId> area;
};
BOOST_DESCRIBE_STRUCT(ScreensAsked, (), (area))
struct ScreenView {
  std::string device;
  ScreenState state = ScreenState::seen;
  ScreenReport report;  ///< its last; after a restart of the host with nothing but where it hangs
  std::optional<int> heard_seconds;  ///< since the last report; absent: none since the host began
  DeviceOrders orders;
};
BOOST_DESCRIBE_STRUCT(ScreenView, (), (device, state, report, heard_seconds, orders))
struct ScreenViews {
  std::vector<ScreenView> screens;
};
BOOST_DESCRIBE_STRUCT(ScreenViews, (), (screens))

/// Query queue.screen_picture: the last picture a device handed in; not_found until there is one.
struct ScreenPictureAsked { std::string device; };
BOOST_DESCRIBE_STRUCT(ScreenPictureAsked, (), (device))

}  // namespace vestibule::queue
