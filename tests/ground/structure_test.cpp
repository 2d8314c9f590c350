// The repository is in order; and every rule that says so does catch what it is there for.

#include "structure.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

using namespace vestibule::ground;

namespace {

/// A small house in order, to plant one thing in.
Tree house() {
  Tree tree{{"host/sdk/vestibule/context.hpp", "#include <string>\n"},
            {"host/sdk/vestibule/id.hpp", "#include <string>\n"},
            {"host/wire/vestibule/wire/topics.hpp", "#include <vestibule/id.hpp>\n"},
            {"host/link/vestibule/link/client.hpp", "#include <vestibule/wire/topics.hpp>\n"},
            {"host/link/client.cpp", "#include <mosquitto.h>\n#include <vestibule/link/client.hpp>\n"},
            {"host/core/loop.hpp", "#include <vestibule/context.hpp>\n"},
            {"host/core/loader.cpp", "#include <boost/dll/shared_library.hpp>\n#include \"loop.hpp\"\n"},
            {"host/core/store/writer.cpp", "#include <soci/soci.h>\n#include \"loop.hpp\"\n"},
            {"host/main.cpp", "#include \"core/loop.hpp\"\n"},
            {"host/core/http/client.hpp", "#include <string>\n"},
            {"host/demo/morning.cpp", "#include \"core/http/client.hpp\"\n"},
            {"plugins/queue/CMakeLists.txt", "vestibule_add_plugin(queue VERSION 1.0.0)\n"},
            {"plugins/queue/contract/vestibule/queue.hpp", "#include <vestibule/id.hpp>\n"},
            {"plugins/queue/line.hpp", "#include <vector>\n"},
            {"plugins/queue/line_store.cpp", "#include <soci/soci.h>\n#include \"line.hpp\"\n"},
            {"plugins/billing/CMakeLists.txt", "vestibule_add_plugin(billing VERSION 1.0.0\n  NEEDS queue LINK other)\n"},
            {"plugins/billing/plugin.cpp", "#include <vestibule/queue.hpp>\n#include <vestibule/context.hpp>\n"},
            {"plugins/other/CMakeLists.txt", "vestibule_add_plugin(other VERSION 1.0.0)\n"},
            {"plugins/other/contract/vestibule/other.hpp", ""},
            {"plugins/other/plugin.cpp", ""},
            {"display/toolkit/vestibule/ui/view.hpp", "#include <SDL.h>\n#include <vestibule/id.hpp>\n"},
            {"display/board/screen.cpp",
             "#include <vestibule/link/client.hpp>\n#include <vestibule/queue.hpp>\n#include <vestibule/ui/view.hpp>\n"},
            {"kiosk/flow.hpp", "#include <vestibule/wire/topics.hpp>\n"},
            {"tests/plugins/queue/line_test.cpp", "#include \"line.hpp\"\n"}};
  for (const char* folder :
       {"host/sdk", "host/wire", "host/link", "host/core", "host/core/http", "host/core/store", "host/demo", "host", "plugins/queue",
        "plugins/billing", "plugins/other", "display/toolkit", "display/board", "kiosk", "tests/plugins/queue"})
    tree[std::string(folder) + "/README.md"] = "# A folder\n";
  return tree;
}

/// Exactly one fault, which names the file and says the words.
void check_caught(const std::string& path, const std::string& text, const std::string& words) {
  CAPTURE(path);
  CAPTURE(text);
  Tree tree = house();
  tree[path] += text;
  const auto found = faults(tree);
  REQUIRE(found.size() == 1);
  CHECK_MESSAGE(found[0].find(path) != std::string::npos, found[0]);
  CHECK_MESSAGE(found[0].find(words) != std::string::npos, found[0]);
}

void check_allowed(const std::string& path, const std::string& text) {
  Tree tree = house();
  tree[path] += text;
  for (const auto& sentence : faults(tree)) FAIL_CHECK(sentence);
}

}  // namespace

TEST_CASE("the repository is in order") {
  const Tree tree = read_tree(SOURCE_DIRECTORY);
  REQUIRE(tree.contains("host/sdk/vestibule/plugin.hpp"));
  for (const auto& sentence : faults(tree)) FAIL_CHECK(sentence);
}

TEST_CASE("a house in order has no faults") { check_allowed("kiosk/flow.cpp", "#include \"flow.hpp\"\n"); }

TEST_CASE("an arrow that does not exist is caught") {
  check_caught("host/sdk/vestibule/id.hpp", "#include <vestibule/wire/topics.hpp>\n", "from sdk to wire");
  check_caught("host/wire/vestibule/wire/topics.hpp", "#include <vestibule/link/client.hpp>\n", "from wire to link");
  check_caught("host/link/client.cpp", "#include \"../core/loop.hpp\"\n", "from link to core");
  check_caught("host/core/loop.hpp", "#include <vestibule/ui/view.hpp>\n", "from core to toolkit");
  check_caught("plugins/queue/line.hpp", "#include <vestibule/link/client.hpp>\n", "from plugins/queue to link");
  check_caught("plugins/queue/contract/vestibule/queue.hpp", "#include <vestibule/other.hpp>\n",
               "from contract/queue to contract/other");
  check_caught("plugins/billing/plugin.cpp", "#include \"../queue/line.hpp\"\n", "from plugins/billing to plugins/queue");
  check_caught("kiosk/flow.hpp", "#include \"../host/core/loop.hpp\"\n", "from kiosk to core");
  check_caught("kiosk/flow.hpp", "#include \"../display/board/screen.cpp\"\n", "from kiosk to display/board");
  check_caught("host/demo/morning.cpp", "#include <vestibule/ui/view.hpp>\n#include <vestibule/queue.hpp>\n",
               "from demo to toolkit");
  check_caught("host/demo/morning.cpp", "#include \"core/loop.hpp\"\n", "from demo to core");
  check_caught("display/toolkit/vestibule/ui/view.hpp", "#include <vestibule/context.hpp>\n", "from toolkit to sdk");
}

TEST_CASE("a contract is included only by those who NEED it") {
  check_caught("plugins/billing/plugin.cpp", "#include <vestibule/other.hpp>\n", "from plugins/billing to contract/other");
  check_allowed("kiosk/flow.hpp", "#include <vestibule/other.hpp>\n");
}

TEST_CASE("a library that has one door comes in by no other") {
  check_caught("kiosk/flow.hpp", "#include <SDL2/SDL.h>\n", "toolkit");
  check_caught("kiosk/flow.hpp", "#  include <SDL_ttf.h>\n", "toolkit");
  check_caught("host/core/loop.hpp", "#include <mosquitto.h>\n", "host/link");
  check_caught("plugins/queue/line.hpp", "#include <soci/soci.h>\n", "_store.cpp");
  check_caught("plugins/queue/line.hpp", "#include <sqlite3.h>\n", "_store.cpp");
  check_caught("host/core/loop.hpp", "#include <postgresql/libpq-fe.h>\n", "host/core/store");
  check_caught("host/core/store/writer.cpp", "#include <boost/dll.hpp>\n", "loader");
}

TEST_CASE("a private header is included with quotes, and exists") {
  check_caught("kiosk/flow.cpp", "#include <flow.hpp>\n", "kiosk/flow.hpp is private");
  check_caught("host/main.cpp", "#include <core/loop.hpp>\n", "host/core/loop.hpp is private");
  check_caught("kiosk/flow.cpp", "#include \"flaw.hpp\"\n", "nowhere in the tree");
  check_caught("kiosk/flow.cpp", "#include <vestibule/flaw.hpp>\n", "nowhere in the tree");
}

TEST_CASE("the host core says no word of hospitals and no plugin's name, however it is written") {
  check_caught("host/core/loop.hpp", "// the next Patients\n", "patient");
  check_caught("host/core/loop.hpp", "int bedCount;\n", "bed");
  check_caught("host/core/loop.hpp", "int free_beds;\n", "bed");
  check_caught("host/core/loop.hpp", "class TOKEN_TABLE;\n", "token");
  check_caught("host/core/loop.hpp", "class HTTPInvoice;\n", "invoice");
  check_caught("host/core/loop.hpp", "const char* first = \"queue.call\";\n", "queue");
  check_allowed("host/core/loop.hpp", "// embedded, impatiently\n");
  check_allowed("host/link/client.cpp", "// a queue of messages\n");
}

TEST_CASE("a folder with sources has a page of its own") {
  Tree tree = house();
  tree["kiosk/screens/start.cpp"] = tree["plugins/beds/contract/vestibule/beds.hpp"] = "";
  const auto found = faults(tree);
  REQUIRE(found.size() == 2);
  CHECK(found[0].starts_with("kiosk/screens/ has no README.md"));
  CHECK(found[1].starts_with("plugins/beds/ has no README.md"));
  check_allowed("host/sdk/vestibule/more.hpp", "");
}

TEST_CASE("two public headers with one name are caught") {
  check_caught("plugins/queue/contract/vestibule/other.hpp", "", "give one another name");
}

TEST_CASE("the skeleton of a new plugin is judged as what it will become") {
  Tree tree = house();
  const std::string skeleton = "host/sdk/new_plugin/plugins/noun/";
  tree[skeleton + "README.md"] = "# noun\n";
  tree[skeleton + "CMakeLists.txt"] = "vestibule_add_plugin(noun VERSION 0.1.0)\n";
  tree[skeleton + "noun_store.cpp"] = "#include <soci/soci.h>\n#include <vestibule/context.hpp>\n";
  CHECK(faults(tree).empty());
  tree[skeleton + "noun.hpp"] = "#include <vestibule/queue.hpp>\n";
  CHECK(faults(tree).size() == 1);
}
