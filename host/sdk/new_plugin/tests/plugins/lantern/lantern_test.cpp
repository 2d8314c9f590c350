// The plugin from its file in the real host, on simulated time.

#include <doctest/doctest.h>

#include <vestibule/lantern.hpp>

#include "test_host.hpp"

using namespace vestibule;
using namespace vestibule::lantern;

namespace {

kit::TestHostOptions with_lantern(std::string settings = "") {
  kit::TestHostOptions options;
  options.plugins = LANTERN_FOLDER;
  options.settings = std::move(settings);
  return options;
}

}  // namespace

TEST_CASE("what was added is listed, journalled, shown, and there after a restart") {
  kit::TestHost host(with_lantern());
  const auto added = host.do_as<Added>("lantern.add", Add{"first"});
  REQUIRE(added);
  CHECK(host.entries().back().object == "entry " + added->entry.text());
  CHECK(host.no_bus.retained["vestibule/v1/state/lantern/entries"].find(R"("count":1)") != std::string::npos);
  REQUIRE(host.restart());
  const auto list = host.ask_as<List>("lantern.list", ListAsked{});
  REQUIRE(list);
  REQUIRE(list->entries.size() == 1);
  CHECK(list->entries[0].entry == added->entry);
  CHECK(list->entries[0].since == host.options.start);
}

TEST_CASE("what is wrong is refused with a sentence, and nothing changes") {
  kit::TestHost host(with_lantern("[lantern]\nlabel_limit = 5\n"));
  REQUIRE(host.do_as<Added>("lantern.add", Add{"first"}));
  CHECK(host.do_as<Added>("lantern.add", Add{"first"}).error().message == "there is an entry called 'first' already");
  CHECK(host.do_as<Added>("lantern.add", Add{"longer"}).error().code == Code::invalid);
  CHECK(host.ask_as<List>("lantern.list", ListAsked{})->entries.size() == 1);
}
