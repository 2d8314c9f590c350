#pragma once
// Carries what many devices say, each over a connection of its own, all on one thread: epoll wakes for those that have news, a
// calendar for those whose second has come.

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "device.hpp"
#include "session.hpp"
#include "vestibule/log.hpp"

namespace vestibule::monitors {

struct FleetOptions {
  std::string host = "127.0.0.1";
  int port = 1883;
  std::string user;                              ///< empty: each device's own name
  std::string password;                          ///< of those not named in `passwords`
  std::map<std::string, std::string> passwords;
  std::filesystem::path authority;               ///< empty: no TLS
  std::filesystem::path certificates;            ///< folder of DEVICE.crt and DEVICE.key
  int keepalive = 10;
  int period = 1000;
  Duration run_for{};                            ///< 0: until told to stop
  Duration report_every{};
  std::filesystem::path sent;                    ///< takes every message; empty: none
};

struct FleetCounters {
  std::uint64_t numerics = 0;   ///< given to the line
  std::uint64_t bytes = 0;
  std::uint64_t unsent = 0;     ///< said while there was no line
  std::uint64_t connects = 0;
  std::uint64_t lost = 0;       ///< connections that ended or could not be made
  std::uint64_t denied = 0;     ///< messages the broker refused
};

/// One thread.
class Fleet {
 public:
  Fleet(std::vector<Device> devices, FleetOptions options, Log& log);
  ~Fleet();

  /// Until its time is over, or SIGTERM or SIGINT came; then every device says goodbye.
  void run();
  FleetCounters counters() const;
  std::size_t connected() const { return connected_; }

 private:
  using Now = std::chrono::steady_clock::time_point;
  struct Member;

  void wait(Now until);
  void take_events(Member& member, std::uint32_t events);
  void watch(Member& member);
  void beat(Member& member, Now now);
  void connect(Member& member, Now now);
  void settle(Member& member);
  void lose(Member& member, Now now);
  void send(Member& member, const Outgoing& message);
  void read_input();
  void report(Now now) const;
  void leave();
  Duration since_start(Now now) const { return std::chrono::duration_cast<Duration>(now - start_); }

  FleetOptions options_;
  Log& log_;
  link::SharedCounters line_;
  FleetCounters counted_;
  std::vector<std::unique_ptr<Member>> members_;
  using Due = std::pair<Now, std::size_t>;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> calendar_;
  std::ofstream sent_;
  std::string input_;
  Chance chance_{1, "fleet"};
  Now start_{};
  int epoll_ = -1;
  int signals_ = -1;
  bool stopping_ = false;
  std::size_t connected_ = 0;
  std::size_t connecting_ = 0;
};

}  // namespace vestibule::monitors
