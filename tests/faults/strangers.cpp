#include "strangers.hpp"

#include <sys/resource.h>

#include <fstream>
#include <sstream>

namespace vestibule::faults {
namespace {

using namespace std::chrono_literals;
using wire::Verb;

constexpr std::string_view unfinished = "POST /api/v1/queue.issue_token HTTP/1.1\r\nHost: localhost\r\nX-Patience: ";
constexpr int addresses = 40;

std::string some_bytes(std::mt19937_64& chance, std::size_t most) {
  std::string bytes(chance() % most, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(chance());
  return bytes;
}

/// A few bytes changed, left out, put in or said again.
std::string mangled(std::string text, std::mt19937_64& chance) {
  for (auto turns = 1 + chance() % 8; turns > 0 && !text.empty(); --turns) {
    const auto at = chance() % text.size();
    switch (chance() % 4) {
      case 0:
        text[at] = static_cast<char>(chance());
        break;
      case 1:
        text.erase(at, 1 + chance() % 16);
        break;
      case 2:
        text.insert(at, some_bytes(chance, 16));
        break;
      default:
        text.insert(at, text.substr(0, 1 + chance() % 64));
    }
  }
  return text;
}

std::vector<std::string> mangled_from(const std::vector<std::string>& good, std::mt19937_64& chance, int count) {
  std::vector<std::string> bad;
  for (int i = 0; i < count; ++i) {
    const auto& from = good[chance() % good.size()];
    bad.push_back(chance() % 8 == 0 ? some_bytes(chance, 2000) : mangled(from, chance));
  }
  return bad;
}

}  // namespace

SlowSockets::SlowSockets(int port, int count) : port_(port), lines_(static_cast<std::size_t>(count)) {
  rlimit files{};  // ours, not the host's
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  for (std::size_t place = 0; place < lines_.size(); ++place) open(place);
}

void SlowSockets::open(std::size_t place) {
  lines_[place] = std::make_unique<RawLine>(port_, 0, 2 + static_cast<int>(place % addresses));
  lines_[place]->send(unfinished);
}

void SlowSockets::creep() {
  for (std::size_t place = 0; place < lines_.size(); ++place)
    if (lines_[place]->ends(0) || !lines_[place]->send("x")) open(place);
}

std::vector<std::string> http_garbage(std::mt19937_64& chance, int count) {
  const std::string body = R"({"service":"registration","needs":["blind"],"language":"en"})";
  const auto post = fmt::format(
      "POST /api/v1/queue.issue_token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
      "{}\r\n\r\n{}",
      body.size(), body);
  return mangled_from(
      {post, "GET /api/v1/queue.menu HTTP/1.1\r\nHost: localhost\r\n\r\n",
       "GET /api/v1/queue.board?area=main HTTP/1.1\r\nHost: localhost\r\n\r\n",
       "POST /api/v1/queue.call_next HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}}\r\n0\r\n\r\n",
       "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"},
      chance, count);
}

std::vector<std::string> mqtt_garbage(std::mt19937_64& chance, int count) {
  const auto connect = mqtt_connect("kiosk-1", "no password of its");
  return mangled_from({connect, connect + mqtt_subscribe("vestibule/v1/#"),
                       connect + mqtt_publish("vestibule/v1/req/kiosk-1/do/queue.issue_token", "{}"), mqtt_packet(0xf0, ""),
                       mqtt_packet(0x10, std::string(300, '\xff')), "\x10\xff\xff\xff\x7f"},
                      chance, count);
}

std::vector<std::string> json_garbage(std::mt19937_64& chance, int count) {
  return mangled_from({R"({"id":"1","body":{"service":"registration","needs":["blind","deaf"],"language":"en"}})",
                       R"({"id":"2","body":{"desk":"counter-1"}})",
                       R"({"id":"3","body":{"service":"medicine","priority":"red","reason":"\ud83d\ude00"}})",
                       std::string(30'000, '['), R"({"id":"4","body":{"service":)" + std::string(5000, '9') + "}}"},
                      chance, count);
}

Used used_by(pid_t process) {
  Used used;
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string line; std::getline(status, line);) {
    std::istringstream words(line);
    std::string name;
    words >> name;
    if (name == "VmRSS:") words >> used.memory_kb;
    if (name == "Threads:") words >> used.threads;
  }
  std::error_code ignored;
  for ([[maybe_unused]] const auto& open : std::filesystem::directory_iterator(fmt::format("/proc/{}/fd", process), ignored))
    ++used.descriptors;
  return used;
}

Desk::Desk(QueueHall& hall) : hall_(hall), kiosk_(hall.house->client("kiosk-1")), desk_(hall.house->client("desk-1")) {
  hall.carry_out(*desk_, "queue.open_day");
  hall.carry_out(*desk_, "queue.open_desk", json::object{{"desk", "counter-1"}});
}

double Desk::carry_out(test::Client& client, const char* command, const json::value& body) {
  const auto begun = std::chrono::steady_clock::now();
  hall_.carry_out(client, command, body);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

std::vector<double> Desk::work(int rounds) {
  std::vector<double> took;
  const json::object counter{{"desk", "counter-1"}};
  for (int i = 0; i < rounds; ++i) {
    carry_out(*kiosk_, "queue.issue_token", json::object{{"service", "registration"}});
    for (const char* command : {"queue.call_next", "queue.start", "queue.finish"})
      took.push_back(carry_out(*desk_, command, counter));
  }
  return took;
}

}  // namespace vestibule::faults
