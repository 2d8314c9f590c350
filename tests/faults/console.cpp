#include "console.hpp"

#include "core/http/client.hpp"

namespace vestibule::faults {

using namespace std::chrono_literals;

int port_of(const std::string& url) {
  const auto colon = url.rfind(':');
  return colon == url.npos ? 0 : atoi(url.c_str() + colon + 1);
}

Console::Console() : thread_([this] { run(); }) {}

void Console::host_is_at(const std::string& url) {
  const std::lock_guard lock(mutex_);
  port_ = port_of(url);
  changed_.notify_all();
}

void Console::stop() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

Notes Console::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(notes_, {});
}

void Console::run() {
  const json::value body{{"service", "registration"}};
  std::unique_ptr<core::http::Client> client;
  int port = 0;
  for (int counter = 1;;) {
    {
      std::unique_lock lock(mutex_);
      if (!client) changed_.wait_for(lock, 50ms, [&] { return closing_ || port_ != port; });
      if (closing_) return;
      if (!client || port != port_) {
        port = port_;
        if (port == 0) continue;
        client = std::make_unique<core::http::Client>(
            core::http::Client::Options{.port = static_cast<std::uint16_t>(port), .patience = 5s});
      }
    }
    const auto id = fmt::format("console-{:07}", counter);
    const auto result = client->post("queue.issue_token", id, body);
    if (!is_final(result)) {
      client.reset();  // wait a little, or until it is told where the host is now
      continue;
    }
    ++counter;
    ++told_;
    const std::lock_guard lock(mutex_);
    notes_[id] = Note{"console", "queue.issue_token", body, answer_of(result)};
  }
}

}  // namespace vestibule::faults
