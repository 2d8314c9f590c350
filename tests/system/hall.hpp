#pragma once
// A house of real processes in a folder that goes with the test: broker, host, and clients on the test's own loop.

#include <doctest/doctest.h>
#include <unistd.h>

#include "house.hpp"
#include "kept_errors.hpp"

namespace vestibule::test {

using namespace std::chrono_literals;
using demo::Client;
using wire::Verb;

struct Hall {
  demo::Loop loop;
  KeptErrors log;
  std::filesystem::path folder;
  std::unique_ptr<demo::House> house;

  /// `options.folder` is chosen here; the host is not started.
  explicit Hall(demo::HouseOptions options) {
    auto name = (std::filesystem::temp_directory_path() / "vestibule-house-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    options.folder = folder;
    auto built = demo::House::build(std::move(options), loop, log);
    REQUIRE_MESSAGE(built, built.error().message);
    house = *std::move(built);
  }
  Hall(const Hall&) = delete;
  Hall& operator=(const Hall&) = delete;
  ~Hall() {
    house.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  /// Starts the host and waits until it is ready: how long that took.
  Duration open() {
    const auto opened = house->open();
    REQUIRE_MESSAGE(opened, opened.error().message);
    return *opened;
  }
  bool until(const std::function<bool()>& holds, Duration most = 20s) { return loop.until(holds, most); }

  /// The answer to a command that must succeed.
  json::value carry_out(Client& client, const char* command, const json::value& body = json::object{}) {
    const auto answer = client.call(Verb::do_, command, body);
    REQUIRE_MESSAGE(answer, command, ": ", answer.error().message);
    return *answer;
  }

  /// What the host has said from `from` on.
  std::string said(std::size_t from = 0) const {
    auto text = demo::content_of(house->log_file());
    return from < text.size() ? text.substr(from) : std::string();
  }
  bool has_said(std::string_view words, std::size_t from = 0) const { return said(from).find(words) != std::string::npos; }

  /// The journal as `vestibule journal` prints it.
  std::vector<json::value> journal() const {
    const auto printed = house->run({"journal", "--limit", "1000000"});
    REQUIRE_MESSAGE(printed, printed.error().message);
    std::vector<json::value> entries;
    for (std::size_t at = 0, end = 0; (end = printed->find('\n', at)) != std::string::npos; at = end + 1)
      entries.push_back(json::parse(printed->substr(at, end - at)));
    return entries;
  }
};

}  // namespace vestibule::test
