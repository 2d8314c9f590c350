#pragma once
// Screens and kiosks from a distance: their reports, their alarms, and what staff have them do.

#include "front_hall.hpp"
#include "screens.hpp"

namespace vestibule::queue {

/// Loop thread only.
class ScreenRoom {
 public:
  ScreenRoom(Context& context, FrontHall& front) : context_(context), front_(front) {}

  void add_commands(Commands& commands);
  static void declare_events(Events& events);
  /// Fills memory anew from the tables, and sends every device its orders.
  void load();

 private:
  Result<ScreenHeard> hear(const Actor& actor, const ScreenReport& report);
  Result<Done> take(const Actor& actor, const ScreenPicture& picture);
  Result<TakenOver> take_over(Act& act, const TakeOverScreens& asked);
  Result<TakenOver> end_takeover(Act& act, const EndTakeover& asked);
  void send_orders(const std::string& device);
  Result<DeviceOrders> order(Act& act, const std::string& device, const std::function<void(DeviceOrders&)>& change);
  Result<Done> note(Act& act, const struct NoteScreen& asked);
  Result<Done> forget(Act& act, const ForgetScreen& asked);
  Result<std::vector<const Area*>> areas_of(const std::vector<AreaId>& ids) const;
  void add_device_commands(Commands& commands);
  void watch();
  void note_changes();

  Context& context_;
  FrontHall& front_;
  Timer watch_;
  std::optional<Steady> noted_;  ///< when changes were last sent on their way to be stored
};

}  // namespace vestibule::queue
