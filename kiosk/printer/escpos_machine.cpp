// A printer that understands ESC/POS, at the other end of a cable.

#include <algorithm>

#include "escpos.hpp"
#include "machine.hpp"

namespace vestibule::kiosk {
namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr Duration to_answer = 400ms;     // a status
constexpr Duration to_take = 10s;         // a band: printers that are behind hold the line
constexpr Duration to_finish = 12s;       // the whole ticket, from its last byte

class EscposMachine final : public Machine {
 public:
  explicit EscposMachine(std::unique_ptr<Transport> transport) : way_(std::move(transport)) {}

  Outcome print(const Raster& ticket, const std::string&, const Ending& ending) override {
    if (const PrinterState state = confirmed(); !prints(state)) return {false, state, "it is not ready"};
    const int connection = way_->connections();
    for (const std::string& band : escpos_bands(ticket)) {
      if (ending()) return {false, PrinterState::unknown, "the program ends"};
      if (const auto sent = way_->send(band, to_take); !sent) return lost(sent.error().message);
    }
    const Outcome outcome = talks_ ? finish(ending) : Outcome{true, PrinterState::unknown, {}};
    if (outcome.paper && way_->connections() > std::max(connection, 1)) return lost("it hung up in mid-ticket");
    return outcome;
  }

  PrinterState look() override { return confirmed(); }

 private:
  /// A fault is believed when it is said twice: noise on the line must not cost anybody a ticket.
  PrinterState confirmed() {
    const PrinterState first = state();
    return prints(first) ? first : state();
  }

  PrinterState state() {
    StatusBytes bytes;
    while (!way_->receive(0ms).empty()) {
    }
    for (int n = 1; n <= 4; ++n) {
      if (!way_->send(status_request(n), 1s)) return PrinterState::offline;
      bytes[static_cast<std::size_t>(n - 1)] = status_byte();
      if (!bytes[0] && n == 1 && !talks_) return PrinterState::unknown;  // one that never answers is not asked three times more
    }
    const PrinterState state = state_of(bytes);
    if (state != PrinterState::unknown) talks_ = true;
    return state;
  }

  std::optional<std::uint8_t> status_byte() {
    const auto until = SteadyClock::now() + to_answer;
    for (auto left = to_answer; left > 0ms; left = std::chrono::ceil<Duration>(until - SteadyClock::now())) {
      const std::string heard = way_->receive(left);
      for (const char c : heard)
        if (is_status(static_cast<std::uint8_t>(c))) return static_cast<std::uint8_t>(c);
    }
    return std::nullopt;
  }

  /// The answer to GS r comes when all before it is printed; a fault on the way is seen by asking meanwhile.
  Outcome finish(const Ending& ending) {
    if (const auto sent = way_->send(paper_request(), to_take); !sent) return lost(sent.error().message);
    const auto until = SteadyClock::now() + to_finish;
    while (SteadyClock::now() < until && !ending()) {
      for (const char c : way_->receive(to_answer))
        if (is_paper_answer(static_cast<std::uint8_t>(c))) {
          const bool near = (static_cast<std::uint8_t>(c) & 0x03) != 0;
          return {true, near ? PrinterState::near_end : PrinterState::ready, {}};
        }
      bool finished = false;
      if (const PrinterState now = finishing_state(finished); finished || !prints(now))
        return {finished, now, finished ? "" : "it stopped in mid-ticket"};
    }
    // It is well but knows no GS r.
    const PrinterState now = confirmed();
    return {prints(now), now, prints(now) ? "" : "it did not finish"};
  }

  /// Like state(), but an answer to GS r that comes meanwhile is not thrown away: only what stops printing is asked for.
  PrinterState finishing_state(bool& finished) {
    StatusBytes bytes;
    for (const int n : {2, 4}) {
      if (!way_->send(status_request(n), 1s)) return PrinterState::offline;
      const auto until = SteadyClock::now() + to_answer;
      auto& byte = bytes[static_cast<std::size_t>(n - 1)];
      while (!byte && SteadyClock::now() < until) {
        for (const char c : way_->receive(100ms)) {
          const auto heard = static_cast<std::uint8_t>(c);
          if (is_status(heard)) byte = heard;
          else if (is_paper_answer(heard)) return finished = true, (heard & 0x03) ? PrinterState::near_end : PrinterState::ready;
        }
      }
    }
    const PrinterState now = state_of(bytes);
    return prints(now) ? now : confirmed();
  }

  Outcome lost(const std::string& why) {
    const PrinterState now = confirmed();
    return {false, prints(now) ? PrinterState::offline : now, why};
  }

  std::unique_ptr<Transport> way_;
  bool talks_ = false;  ///< it has answered before
};

}  // namespace

std::unique_ptr<Machine> escpos_machine(std::unique_ptr<Transport> transport) {
  return std::make_unique<EscposMachine>(std::move(transport));
}

}  // namespace vestibule::kiosk
