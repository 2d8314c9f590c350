#pragma once
// A real broker and the real host with the ledger of tests/host as its only plugin.

#include <vestibule/wire/envelope.hpp>

#include "hall.hpp"

namespace vestibule::test {

struct StandingHouse : Hall {
  explicit StandingHouse(std::vector<std::string> clients)
      : Hall({{}, VESTIBULE_PROGRAM, "[ledger]\nmost = 1000000\n", LEDGER_PLUGINS, std::move(clients)}) {
    open();
  }

  /// How many words the ledger's table holds.
  std::int64_t rows(Client& client) {
    const auto answer = client.call(Verb::ask, "ledger.count_rows", json::object{});
    REQUIRE_MESSAGE(answer, answer.error().message);
    return answer->at("words").to_number<std::int64_t>();
  }
};

}  // namespace vestibule::test
