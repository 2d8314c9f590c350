#pragma once
// A simulated thermal printer on a TCP port of its own: understands what tickets are made of, answers DLE EOT in real time and
// GS r in its turn, and can be told to run out of paper, to be slow, to talk rubbish or to hang up.

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vestibule::kit {

class EscposPrinter {
 public:
  /// One ticket as it lies in the tray.
  struct Ticket {
    std::vector<std::string> rows;  ///< packed dots
  };

  EscposPrinter();
  ~EscposPrinter();
  EscposPrinter(const EscposPrinter&) = delete;
  EscposPrinter& operator=(const EscposPrinter&) = delete;

  int port() const { return port_; }
  std::vector<Ticket> tickets() const;
  /// Rows burned for a ticket that is not cut yet.
  std::size_t begun() const;
  /// What was torn off or lost in it when it was opened.
  void clear();

  std::atomic<int> rows_left = 1'000'000;  ///< of paper; at 0 it stops in mid-ticket
  std::atomic<bool> near_end = false;
  std::atomic<bool> cover_open = false;
  std::atomic<bool> jammed = false;
  std::atomic<bool> hot = false;           ///< offline until it has cooled down
  std::atomic<bool> silent = false;        ///< answers nothing: a printer with a one-way cable
  std::atomic<bool> rubbish = false;       ///< noise before each answer
  std::atomic<bool> knows_gs_r = true;
  std::atomic<int> milliseconds_a_band = 0;
  std::atomic<int> hang_up_after = -1;     ///< bytes; once
  std::atomic<bool> refuses = false;       ///< hangs up on whoever connects

 private:
  void serve();
  void talk(int client);
  /// Takes from the front of what came what is whole; real-time requests are answered at once, the rest waits its turn.
  void take(std::string& bytes, int client);
  void work(int client);
  void answer(int client, std::uint8_t byte);
  std::uint8_t status(int n) const;
  bool stopped() const { return rows_left <= 0 || cover_open || jammed || hot; }

  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_ = false;
  mutable std::mutex mutex_;
  std::vector<Ticket> tickets_;
  Ticket begun_;
  std::deque<std::string> waiting_;  ///< commands in their turn
  std::thread thread_;
};

}  // namespace vestibule::kit
