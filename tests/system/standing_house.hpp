#pragma once
// A real broker and the real host with the ledger of tests/host as its only plugin.

#include <doctest/doctest.h>

#include <unistd.h>
#include <vestibule/wire/envelope.hpp>

#include "house.hpp"
#include "kept_errors.hpp"

namespace vestibule::test {

using namespace std::chrono_literals;
using demo::Client;
using wire::Verb;

struct StandingHouse {
  demo::Loop loop;
  KeptErrors log;
  std::filesystem::path folder;
  std::unique_ptr<demo::House> house;

  explicit StandingHouse(std::vector<std::string> clients) {
    auto name = (std::filesystem::temp_directory_path() / "vestibule-house-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder = name;
    demo::HouseOptions options{folder, VESTIBULE_PROGRAM, "[ledger]\nmost = 1000000\n", LEDGER_PLUGINS, std::move(clients)};
    auto built = demo::House::build(std::move(options), loop, log);
    REQUIRE_MESSAGE(built, built.error().message);
    house = *std::move(built);
    open();
  }
  ~StandingHouse() {
    house.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  Duration open() {
    const auto opened = house->open();
    REQUIRE_MESSAGE(opened, opened.error().message);
    return *opened;
  }
  bool until(const std::function<bool()>& holds, Duration most = 20s) { return loop.until(holds, most); }

  /// How many words the ledger's table holds.
  std::int64_t rows(Client& client) {
    const auto answer = client.call(Verb::ask, "ledger.count_rows", json::object{});
    REQUIRE_MESSAGE(answer, answer.error().message);
    return answer->at("words").to_number<std::int64_t>();
  }

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
