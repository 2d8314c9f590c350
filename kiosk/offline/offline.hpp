#pragma once
// The kiosk's life without a host: what it gives alone, and what it owes the host when the line is back.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "flow/outside.hpp"
#include "flow/wishes.hpp"
#include "memory.hpp"

namespace vestibule::kiosk {

/// What the program and the operator's page want to know.
struct OfflineState {
  bool line_up = false;
  bool fenced = false;
  bool able = false;    ///< may give numbers alone
  int unsynced = 0;
  int garbled = 0;
  std::string mark;
};

/// Owner's loop only; the flow calls it. Reports to the host at each start, after each return of the line and when something
/// has changed; asks for its word every ten seconds; brings what it gave alone, one after the other, oldest first.
class Offline {
 public:
  /// `name` is the kiosk's at the broker. All must outlive it.
  Offline(Disk& disk, Line& line, const Clock& clock, RandomStream& chance, std::string name);

  // ---- for the flow
  /// Last known to this disk, every service as if open and nothing said of waits; nothing if it has never met a host.
  std::optional<queue::Menu> menu() const { return menu_; }
  void keep(const queue::Menu& menu);
  bool able() const { return memory_.able(); }
  bool fenced() const { return memory_.base().fenced; }
  std::string new_id() { return memory_.new_id(); }
  queue::TokenId new_token_id() { return memory_.new_token_id(); }
  /// Wishes that an earlier start left without knowing what became of them.
  std::vector<Wished> left_behind() const;
  void wished(const std::string& id, const queue::IssueToken& asked, bool urgent);
  void settled(const std::string& wish) { memory_.settled(wish); }
  /// A number of the kiosk's own, durable when this returns. `wish` is the request that the host may have heard, if one was sent.
  Result<queue::IssuedToken> give(const queue::IssueToken& asked, const queue::MenuService& service, const std::string& wish);

  /// True if it was the answer to something of its own.
  bool answered(const std::string& id, const Result<json::value>& answer);
  void line(bool up);
  void tick();
  Steady due() const;

  // ---- for the program
  OfflineState state() const;
  /// The host is told when it is another state than before.
  void printer(const queue::PrinterReport& report);
  /// Tickets that staff want printed again; each once.
  void on_reprint(std::function<void(const queue::Reprint&)> handler) { reprint_ = std::move(handler); }
  void reprinted(const std::string& id);
  /// A warning for the log: what was wrong with the disk at the start; empty if nothing.
  std::string complaint() const;

 private:
  void report();
  void ask_word();
  void send_first();
  void take_report(const Result<json::value>& answer);
  void take_word(const Result<json::value>& answer);
  void take_brought(const Result<json::value>& answer);
  void take_reprints(const queue::KioskWord& word);

  Disk& disk_;
  const Clock& clock_;
  const std::string name_;
  Memory memory_;
  Wishes wishes_;
  std::optional<queue::Menu> menu_;
  std::string kept_menu_;  ///< as it lies on the disk

  bool up_ = false, down_ = false;  ///< as was told; at the start nothing is known
  bool met_ = false;     ///< the host has answered a report of this start
  bool dirty_ = true;    ///< something to report
  std::string report_, word_, bringing_;  ///< ids of what is asked and not answered
  Steady report_due_, word_due_;
  std::optional<queue::PrinterReport> printer_;
  std::vector<std::string> reprinted_;
  std::vector<std::string> reprints_seen_;
  std::function<void(const queue::Reprint&)> reprint_;
};

/// The menu without what only the host knows at this moment: how many wait, how long, and who has opened meanwhile.
queue::Menu as_known_alone(queue::Menu menu);

}  // namespace vestibule::kiosk
