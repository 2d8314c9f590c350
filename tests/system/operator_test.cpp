// Who runs the machine, where a plugin decides who may do what.

#include "hall.hpp"

using namespace vestibule;
using namespace vestibule::test;

namespace fs = std::filesystem;

TEST_CASE("whoever may read the key that the host writes at each start is its operator, on the command line too") {
  Hall hall({{}, VESTIBULE_PROGRAM, "", GUARDED_PLUGINS, {"ward"}});
  hall.open();
  const fs::path key = hall.house->database().string() + ".operator";
  CHECK(fs::status(key).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  const auto me = [&] { return hall.house->run({"ask", "warden.me"}).value_or(std::string("refused")); };
  CHECK(me().find(R"("role":"operator")") != std::string::npos);
  CHECK(hall.house->run({"do", "warden.alarm"}));

  const auto first = demo::content_of(key);
  fs::rename(key, hall.folder / "hidden");
  CHECK(me().find(R"("role":"nobody")") != std::string::npos);
  CHECK_FALSE(hall.house->run({"do", "warden.alarm"}));

  CHECK(hall.house->close() == 0);
  hall.open();
  CHECK(demo::content_of(key) != first);
  CHECK(me().find(R"("role":"operator")") != std::string::npos);
  fs::rename(hall.folder / "hidden", key);
  CHECK(me() == "refused");
}
