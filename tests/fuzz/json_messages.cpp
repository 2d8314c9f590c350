// JSON into the messages of the wire: whatever is decoded says the same when it is encoded and decoded again; whatever is
// refused is refused with the place; what is private is gone when it is concealed.

#include <vestibule/queue.hpp>
#include <vestibule/queue_desk_wire.hpp>
#include <vestibule/queue_kiosk_wire.hpp>
#include <vestibule/queue_reception_wire.hpp>
#include <vestibule/queue_screens_wire.hpp>
#include <vestibule/wire/envelope.hpp>

#include <cmath>

#include "fuzz.hpp"

using namespace vestibule;
using fuzz::hold;

namespace {

/// The same document; numbers with a fraction may differ in their last digits, as Boost 1.81 reads them so.
bool same(const json::value& a, const json::value& b) {
  if (a.is_double() && b.is_double()) {
    const double x = a.as_double(), y = b.as_double();
    return x == y || std::abs(x - y) <= 1e-14 * std::abs(x);
  }
  if (a.is_object() && b.is_object()) {
    if (a.as_object().size() != b.as_object().size()) return false;
    for (const auto& [key, value] : a.as_object()) {
      const auto* other = b.as_object().if_contains(key);
      if (!other || !same(value, *other)) return false;
    }
    return true;
  }
  if (a.is_array() && b.is_array()) {
    if (a.as_array().size() != b.as_array().size()) return false;
    for (std::size_t i = 0; i < a.as_array().size(); ++i)
      if (!same(a.as_array()[i], b.as_array()[i])) return false;
    return true;
  }
  return a == b;
}

template <class T>
void read_as(const json::value& value) {
  const auto message = decode<T>(value);
  if (!message) return hold(message.error().code == Code::invalid && message.error().message.starts_with('$'), "an error without its place: {}", message.error().message);
  json::value again = encode(*message);
  const std::string text = json::serialize(again);
  hold(encode_text(*message) == text, "written at once it is another text: {}\n{}", encode_text(*message), text);
  const auto reread = decode_text<T>(text);
  hold(reread.has_value(), "what was encoded is not decoded: {}: {}", text, reread ? "" : reread.error().message);
  hold(same(encode(*reread), again), "decoded twice, it says another thing: {}", text);
  conceal<T>(again);
  json::value twice = again;
  conceal<T>(twice);
  hold(twice == again, "what is concealed holds more to conceal: {}", json::serialize(again));
}

template <class... T>
void read_as_each(const json::value& value) { (read_as<T>(value), ...); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = parse_json(fuzz::text_of(data, size));
  if (!value) return hold(value.error().message.starts_with("not JSON at byte "), "an error without its place: {}", value.error().message), 0;
  const std::string text = json::serialize(*value);
  const auto again = parse_json(text);
  hold(again && same(*again, *value), "what was written is not what was read: {}", text);
  using namespace queue;
  read_as_each<wire::Request, wire::Reply, wire::State, wire::HostState, wire::Presence>(*value);
  read_as_each<IssueToken, IssuedToken, Menu, Board, CallsSince, Calls, AcknowledgeCall>(*value);
  read_as_each<OpenDay, CloseDay, OpenDesk, PauseDesk, CloseDesk, CallNext, CallToken, Recall, Start, Finish, NoShow, SendOn, Undo>(*value);
  read_as_each<Park, Return, Transfer, ChangePriority, Cancel, TokenAsked, WaitingAsked, DesksAsked, FairnessAsked, CoverageAsked>(*value);
  read_as_each<IssueAnyway, CallStaff, AnswerHelp, BookAppointment, CancelAppointment, CheckIn, CheckedIn, TicketAsked, TicketStatus>(*value);
  read_as_each<BringToken, BroughtToken, ReportKiosk, KioskWordAsked, KioskWord, Kiosks>(*value);
  read_as_each<ScreenReport, ScreenHeard, ScreenPicture, DeviceOrders, TellDevice, TakeOverScreens, EndTakeover, ScreenViews>(*value);
  return 0;
}
