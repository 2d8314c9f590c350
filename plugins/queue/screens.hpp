#pragma once
// The screens the house knows: which of them live, whether their pictures move, and what each was told to be like. Memory
// only, with time passed in; the tables hold what must outlive the host.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/clock.hpp>
#include <vestibule/queue_screens_wire.hpp>

namespace vestibule::queue {

/// How long each sign of trouble must last before anybody is alarmed.
struct ScreenPatience {
  Duration silent_after{15'000};     ///< without a report
  Duration challenge_every{30'000};  ///< is the picture still painted? asked so often
  Duration frozen_after{15'000};     ///< a challenge was not answered
};

/// Where a screen hangs, and in what state it was when that was last stored.
struct KnownScreen {
  std::string device;
  AreaId area;
  std::optional<DeskId> desk;
  ScreenState state = ScreenState::seen;
};

/// Screens of an area that show the calls to a desk and are alive, and those of them that are meant to speak: one that cannot is
/// missed in "heard 2 of 3".
struct LiveScreens {
  int screens = 0;
  int voices = 0;
};

class Screens {
 public:
  explicit Screens(ScreenPatience patience = {}) : patience_(patience) {}

  // ---- filling from the tables. A screen that was known is expected to report.
  void clear();
  void put(const KnownScreen& screen, Steady now);
  void put(const std::string& device, DeviceOrders orders) { orders_[device] = std::move(orders); }
  void put(const AreaId& area, Takeover takeover) { takeovers_[area] = std::move(takeover); }

  /// A screen says how it is; the answer may ask it to paint its mark anew.
  ScreenHeard hear(const std::string& device, const ScreenReport& report, Steady now);
  /// Judges every screen anew.
  void judge(Steady now);
  /// Screens whose place or state is not what is stored.
  std::vector<KnownScreen> unnoted() const;
  /// It is stored now.
  void noted(const KnownScreen& screen);
  void forget(const std::string& device);
  bool any() const { return !screens_.empty(); }
  bool knows(const std::string& device) const { return screens_.contains(device); }
  bool full() const { return screens_.size() >= most; }

  /// Nothing while no screen of the area has ever reported.
  std::optional<LiveScreens> live(const AreaId& area, const DeskId& desk) const;
  ScreenViews views(const std::optional<AreaId>& area, Steady now) const;

  const DeviceOrders& orders(const std::string& device) const;
  const std::map<std::string, DeviceOrders>& all_orders() const { return orders_; }
  const Takeover* takeover(const AreaId& area) const;
  void end_takeover(const AreaId& area) { takeovers_.erase(area); }

  void keep(const std::string& device, ScreenPicture picture) { pictures_[device] = std::move(picture); }
  const ScreenPicture* picture(const std::string& device) const;

  static constexpr std::size_t most = 500;

 private:
  struct Screen {
    ScreenReport report;
    std::optional<Steady> heard;     // since the host began
    Steady expected;                 // heard, or since when it should have been
    ScreenState state = ScreenState::seen;
    std::optional<KnownScreen> stored;
    std::int64_t challenge = 0;
    Steady challenged{};
    std::int64_t frames = 0;         // when it was challenged
    std::string picture;
    bool moved = true;               // when it answered
    bool dark_before = false;        // one dark report may be the moment of a change
  };

  void challenge(Screen& screen, Steady now) const;
  ScreenState judged(const Screen& screen, Steady now) const;

  ScreenPatience patience_;
  std::map<std::string, Screen> screens_;
  std::map<std::string, DeviceOrders> orders_;
  std::map<AreaId, Takeover> takeovers_;
  std::map<std::string, ScreenPicture> pictures_;
};

}  // namespace vestibule::queue
