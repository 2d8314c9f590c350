#pragma once
// What a waiting-room screen knows and decides: which call stands in the large panel, for how long, and whether what is
// shown can still be trusted. No screen, no network, no clock: time is passed in, so every rule has a test.
//
// Promises kept here: every call is shown, once, in order, for its minimum time; a call shown before is never shown as
// new; older states and other databases' states are ignored; a screen without the host's pulse says so.

#include <vestibule/clock.hpp>
#include <vestibule/queue_screens_wire.hpp>
#include <vestibule/wire/envelope.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace vestibule::board {

/// What survives a restart of the program, so that it neither repeats a call nor forgets an acknowledgement.
struct Memory {
  std::string epoch;
  std::int64_t shown = 0;                    ///< the highest call that was shown
  std::vector<std::int64_t> unacknowledged = {};  ///< shown, and the host has not answered yet
  std::optional<std::int64_t> spoken = {};        ///< the highest call whose announcement is over, heard or not
  std::vector<std::int64_t> unheard = {};         ///< spoken, and the host has not answered yet
};
BOOST_DESCRIBE_STRUCT(Memory, (), (epoch, shown, unacknowledged, spoken, unheard))

struct ModelOptions {
  queue::AreaId area;
  std::optional<queue::DeskId> desk{};        ///< a door display: the only desk whose calls it shows
  Duration minimum_show{2000};                ///< each call stands in the large panel at least so long
  Duration stale_after{15'000};               ///< without the host's pulse
  Duration gap_patience{3000};                ///< how long later calls wait for missing ones
  Duration old_after{60'000};                 ///< a missed call older than this, already answered, is not shown as new
  std::size_t last_calls = 5;
  Duration deaf_show{10'000};                 ///< a call of somebody who hears nothing stands, and flashes, so long
};

/// What is to be seen.
struct Shown {
  queue::Texts area;
  std::optional<queue::BoardCall> call;    ///< the large panel
  bool fresh = false;                      ///< it has just been called, or is being spoken
  bool dimmed = false;                     ///< the dark half of a flash: once a second while it flashes
  bool waited_for = false;                 ///< the person has not come to the desk yet
  std::vector<queue::BoardCall> last;      ///< those before it, newest first
  std::vector<bool> last_waited_for;       ///< of each of them
  std::vector<std::string> next;
  int waiting = 0;
  bool known = false;                      ///< a state has come; before that there is nothing to show
  bool stale = false;
  bool open = true;                        ///< the business day
  std::vector<queue::BoardService> services;
  std::vector<queue::BoardDesk> desks;     ///< of the area
  std::optional<queue::BoardDesk> door;    ///< of a door display: its desk
  std::optional<queue::Takeover> takeover; ///< stands over all the rest
  bool locked = false;                     ///< staff have put this screen out of service
  queue::Texts own_message;                ///< staff have given this screen; may be empty
};

/// One thread.
class BoardModel {
 public:
  BoardModel(ModelOptions options, Memory memory, Steady now);

  /// Takes a message off the wire; `invalid` if its body is no board of this area. Older ones are dropped without a word.
  Result<> take_state(const wire::State& state, Steady now);
  /// `retained`: the broker had kept it, so it says nothing about the host being alive now.
  void take_host(const wire::HostState& host, bool retained, Steady now);
  /// The answer to question(), oldest first.
  void take_calls(const queue::Calls& calls, Steady now);

  /// What must be asked of the host (queue.calls_since) because calls are missing; once for each gap.
  std::optional<queue::CallsSince> question();
  /// There will be no answer to the question: the calls after the gap wait no longer.
  void question_failed(Steady now);

  /// What staff want of this very screen. While it is locked or taken over, calls wait.
  void take_orders(const queue::DeviceOrders& orders, Steady now);

  /// Moves on to whatever is due.
  void advance(Steady now);
  /// When advance() is due next; absent: not before another message comes.
  std::optional<Steady> next_change() const;

  /// Calls that began to stand there as new since the last call of this, in order: what a voice says.
  std::vector<std::int64_t> newly_shown();
  /// The same, and those that a screen without memory found standing there: they are acknowledged once painted.
  std::vector<std::int64_t> newly_painted();
  /// The host has answered the acknowledgement.
  void acknowledged(std::int64_t sequence, queue::Shown shown = queue::Shown::painted);

  /// The call in the large panel is to be spoken: it stands there until release(), so that it is seen and heard together.
  void hold();
  /// Its announcement is over: `spoken`, or there was nothing to be heard.
  void release(std::int64_t sequence, bool spoken);
  /// How many calls wait for the one in the large panel to end.
  std::size_t behind() const { return waiting_.size(); }

  const Shown& shown() const { return shown_; }
  const Memory& memory() const { return memory_; }
  const std::string& epoch() const { return memory_.epoch; }

 private:
  bool accepts(const wire::State& state);
  void begin_epoch(const std::string& epoch);
  void apply(const wire::State& state, queue::Board board, Steady now);
  void take_first(const queue::Board& board);
  void enqueue(const std::vector<queue::BoardCall>& calls);
  std::optional<std::int64_t> hole() const;
  void note_hole(Steady now);
  void note_standing();
  bool covered() const { return shown_.takeover || shown_.locked; }
  void uncover(bool was_covered);
  bool mine(const queue::BoardCall& call) const { return !options_.desk || call.desk == *options_.desk; }
  bool next_is_due(Steady now) const;
  void show_next(Steady now);
  void remember(queue::BoardCall call);
  bool too_old(const queue::BoardCall& call) const;
  bool still_awaited(const std::string& call_code) const;
  void refresh();
  void flash(Steady now);

  ModelOptions options_;
  Memory memory_;
  bool resumed_;                       // memory_ tells what was shown: no call is old by default
  std::optional<std::string> host_epoch_;
  std::int64_t host_boot_ = 0;
  std::optional<wire::State> held_;    // of an epoch the host has not announced yet
  std::int64_t state_sequence_ = -1;
  Instant state_at_{};
  Steady last_pulse_;

  struct Waiting {
    queue::BoardCall call;
    bool as_new = true;  // decided when it came: a long burst must not make its last calls old
  };
  std::map<std::int64_t, Waiting> waiting_;           // to be shown, by sequence
  std::set<std::int64_t> missing_;                    // passed over because the host did not have them in time
  std::optional<std::int64_t> hole_;
  std::optional<Steady> hole_since_;
  std::optional<std::int64_t> asked_after_;
  std::vector<queue::BoardCall> past_;                // shown before the present one, newest first
  std::vector<std::string> now_;
  std::optional<Steady> fresh_until_;
  Steady fresh_since_{};
  std::optional<Steady> next_flash_;                  // when the panel turns from light to dark or back
  bool speaking_ = false;
  std::vector<std::int64_t> newly_shown_, newly_painted_;
  Shown shown_;
};

}  // namespace vestibule::board
