// What a scanner types: into the kiosk, and what the kiosk asks then into the house. Nothing that is scanned keeps the kiosk
// from coming back to its start, and everything it sends can be read by the host.

#include <boost/beast/core/string.hpp>
#include <vestibule/queue_call_code.hpp>

#include "flow/scanner.hpp"
#include "fuzz.hpp"
#include "kiosk/world.hpp"
#include "secrets.hpp"
#include "vestibule/wire/envelope.hpp"

using namespace vestibule;
using fuzz::hold;

namespace {

/// The house's own ear: only what it said itself is a ticket.
void check_secrets(std::string_view text) {
  static const queue::Secrets secrets("a key of the house, for tests only");
  const auto token = secrets.token_of(text);
  if (token) hold(boost::beast::iequals(secrets.ticket(*token), text), "a ticket the house never wrote");
  if (!queue::is_call_code(text)) return;
  std::string other(text);
  std::swap(other[0], other[1]);
  hold(other == text || !queue::is_call_code(other), "two changed places, and nobody noticed: {}", text);
}

/// A line whose other end reads as the host does: bytes.
class Reader final : public kiosk::Line {
 public:
  explicit Reader(kiosk::Line& host) : host_(host) {}
  void send(wire::Verb verb, std::string_view name, const std::string& id, const json::value& body) override {
    const std::string text = encode_text(wire::Request{id, body});
    const auto read = decode_text<wire::Request>(text);
    hold(read.has_value(), "the host cannot read what the kiosk sends: {}", read ? "" : read.error().message);
    hold(name != "queue.check_in" || decode<queue::CheckIn>(read->body), "no check-in: {}", text);
    hold(name != "queue.token_status" || decode<queue::TicketAsked>(read->body), "no question for a ticket: {}", text);
    host_.send(verb, name, id, body);
  }

 private:
  kiosk::Line& host_;
};

/// Two scans at most, each typed in pieces as fast as a scanner is, at a kiosk that waits for somebody.
void check_kiosk(fuzz::Choices choices) {
  kiosk::test::FakeClock clock;
  kiosk::test::CountingRandom chance;
  static const kiosk::test::FakeHost small = [] {
    kiosk::test::FakeHost made;
    made.appointments["7F3K"] = queue::CheckInOutcome::here;
    return made;
  }();
  static const kiosk::Keyboards keyboards = kiosk::test::test_keyboards();
  kiosk::test::FakeHost host = small;
  kiosk::test::FakePrinter printer;
  Reader line(host);
  kiosk::Flow flow({.languages = {"en", "ar"}, .menu_every = std::chrono::minutes{10}, .keyboards = keyboards}, line, printer, clock, chance);
  const auto settle = [&] { host.deliver(flow), printer.deliver(flow); };
  settle();
  std::size_t scans = 0;
  kiosk::Scanner scanner(clock, [&](const std::string& text) {
    ++scans;
    hold(text.size() <= 512, "a code of {} bytes", text.size());
    flow.scanned(text);
    settle();
  });
  const auto pass = [&](Duration time) {
    for (const Steady end = clock.steady() + time; clock.steady() < end;) {
      clock.set(std::min(std::max(flow.due(), clock.steady() + Duration{50}), end));
      flow.tick();
      settle();
    }
  };
  while (choices.left()) {
    const auto step = choices.byte();
    if (step == '\n') scanner.enter();
    else if (step == '\t') pass(Duration{100 * choices.byte()});
    else scanner.typed(std::string(choices.take(1 + step % 64)));
    clock.set(clock.steady() + Duration{step % 8});
  }
  scanner.enter();
  pass(std::chrono::minutes{2});
  hold(flow.page().kind == kiosk::PageKind::language || flow.page().kind == kiosk::PageKind::closed, "after two minutes the kiosk is still at {}", static_cast<int>(flow.page().kind));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check_secrets(fuzz::text_of(data, size));
  if (size <= 1024) check_kiosk(fuzz::Choices(fuzz::text_of(data, size)));
  return 0;
}
