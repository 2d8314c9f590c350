#pragma once
// A morning in about a minute: patients come, desks call, the host is killed once, and a burst of calls tries the screens.

#include <memory>
#include <vector>

#include <vestibule/queue_kiosk_wire.hpp>

#include "desk.hpp"
#include "finger.hpp"
#include "patients.hpp"
#include "reckoning.hpp"
#include "stage.hpp"

namespace vestibule::demo {

inline constexpr int patients_in_all = 60;
inline constexpr int patients_per_kiosk = 8;

/// One thread: the one of its loop. The stage must outlive it.
class Morning {
 public:
  /// Opens the desks.
  Morning(Stage& stage, Loop& loop);

  /// The whole morning; the lines of the table, or what made it impossible, such as `stop` having become true.
  Result<std::vector<Line>> play(std::function<bool()> stop);
  /// No script: somebody else may touch the kiosks. Desks call and now and then a patient comes, until `end` holds.
  void idle_along(const std::function<bool()>& end);
  const Notes& notes() const { return notes_; }

 private:
  void say(const std::string& what) const;
  Result<> until(const std::function<bool()>& holds, Duration most);
  Result<> moment(Duration since_begin);
  void send_to_kiosks();
  void send_to_reception();
  void arrive(int number);
  /// What the troubles at the kiosks have come to.
  struct Troubles {
    std::size_t given_alone = 0;  ///< numbers that kiosk-2 gave while its cable was out
    bool paper_noticed = false, paper_mended = false;
  };
  Result<Troubles> try_kiosks();
  Result<bool> printer_says(const std::function<bool(queue::PrinterState)>& holds);
  std::size_t given_alone() const;
  Result<Duration> kill_host();
  Result<int> burst();
  bool all_served() const;
  Result<std::vector<Line>> reckoned(Duration away, int in_burst, const Troubles& troubles);

  Stage& stage_;
  Loop& loop_;
  Notes notes_;
  std::unique_ptr<Patients> reception_;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::vector<std::unique_ptr<Finger>> fingers_;
  std::function<bool()> stop_ = [] { return false; };
  Steady begun_;
  std::vector<Timer> arrivals_;
};

}  // namespace vestibule::demo
