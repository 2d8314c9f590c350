// What a printer says of itself while a ticket is printed: any bytes, in any pieces. A ticket is never said to be in the
// patient's hand by a printer that has just said, in so many words, that it cannot print.

#include "fuzz.hpp"
#include "printer/machine.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using fuzz::hold;

namespace {

/// The other end of a cable. It says what is in the input, asked or not; when that is over it is a printer in order, so that
/// every ticket comes to its end. Some sendings fail.
class Cable final : public Transport {
 public:
  explicit Cable(fuzz::Choices& said) : said_(said) {}

  Result<> send(std::string_view bytes, Duration) override {
    taken_ += bytes;
    if (bytes.size() == 3 && bytes[0] == '\x10') answer_ = '\x12';
    else if (bytes == paper_request()) answer_ = '\0';
    else answer_.reset();
    if (!said_.left() || said_.byte() != 0xff) return {};
    ++connections_;
    return fail(Code::unavailable, "the cable was pulled");
  }
  std::string receive(Duration most) override {
    if (most.count() == 0) return {};
    if (said_.left()) return std::string(said_.take(said_.byte() % 4));
    const auto answer = std::exchange(answer_, std::nullopt);
    return answer ? std::string(1, *answer) : std::string{};
  }
  void close() override {}
  int connections() const override { return connections_; }

  const std::string& taken() const { return taken_; }

 private:
  fuzz::Choices& said_;
  std::optional<char> answer_;
  std::string taken_;
  int connections_ = 1;
};

/// The state by the printer's manual, written anew: what stops it comes before what does not.
void check_state(fuzz::Choices choices) {
  StatusBytes bytes;
  for (auto& byte : bytes)
    if (const auto heard = choices.byte(); is_status(heard)) byte = heard;
  const PrinterState state = state_of(bytes);
  const auto on = [&](std::size_t n, unsigned bits) { return (bytes[n].value_or(0) & bits) != 0; };
  const bool stopped = on(0, 0x08) || on(1, 0x64) || on(2, 0x2c) || on(3, 0x60);
  hold(prints(state) != stopped, "a printer that {} print: {}", stopped ? "cannot" : "can", static_cast<int>(state));
  hold((state == PrinterState::unknown) == (!bytes[0] && !bytes[1] && !bytes[2] && !bytes[3]), "silent, or not");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 512) return 0;
  fuzz::Choices said(fuzz::text_of(data, size));
  check_state(said);
  auto cable = std::make_unique<Cable>(said);
  const Cable& seen = *cable;
  const auto machine = escpos_machine(std::move(cable));
  int patience = 400;  // a printer that never comes to an end: the program does
  const Raster ticket(16, 50);
  const auto outcome = machine->print(ticket, "2026-11-22T080509-A017", [&] { return --patience < 0; });
  hold(!outcome.paper || prints(outcome.state), "paper from a printer in state {}", static_cast<int>(outcome.state));
  hold(outcome.paper || !outcome.why.empty(), "no paper, and no reason");
  if (!outcome.paper) return 0;
  hold(seen.taken().find(std::string("\x1dV\x42\0", 4)) != std::string::npos, "paper that was never cut");
  (void)machine->look();
  return 0;
}
