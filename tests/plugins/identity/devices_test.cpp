#include "kit.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;

namespace {

const std::string secret(43, 's');

struct Site : IdentityHost {
  Site() : IdentityHost("[identity]\ndevices = [\"old-kiosk=kiosk\"]\n") { set_up(); }

  std::string register_kiosk() {
    REQUIRE(do_(the_operator, "identity.register_device", {{"device", "kiosk-1"}, {"kind", "kiosk"}}));
    return answer<DeviceCode>(the_operator, "identity.device_code", {{"device", "kiosk-1"}}).code;
  }
  std::string enrol(const std::string& code) {
    return outcome(do_(nobody, "identity.enrol_device", {{"device", "kiosk-1"}, {"code", code}, {"secret", secret}}));
  }
  std::string role(const std::string& client) { return host.host->callers().client(client)->role; }
};

}  // namespace

TEST_CASE("a device enrols with its code once, and acts as what it is until it is revoked") {
  Site site;
  const auto code = site.register_kiosk();
  CHECK(site.role("kiosk-1") == "nobody");
  CHECK(site.enrol("AAAA-BBBB-CCCC-DDDD") == "denied");
  CHECK(site.enrol(code) == "ok");
  CHECK(site.role("kiosk-1") == "kiosk");
  CHECK(site.enrol(code) == "denied");
  REQUIRE(site.do_(site.the_operator, "identity.revoke_device", {{"device", "kiosk-1"}}));
  CHECK(site.role("kiosk-1") == "nobody");
  CHECK(site.enrol(code) == "denied");
}

TEST_CASE("a code is good for a quarter of an hour, and registering again makes another") {
  Site site;
  const auto code = site.register_kiosk();
  site.host.run_for(15min);
  CHECK(site.enrol(code) == "denied");
  const auto fresh = site.register_kiosk();
  CHECK(fresh != code);
  CHECK(site.enrol(code) == "denied");
  CHECK(site.enrol(fresh) == "ok");
}

TEST_CASE("what the site says of its broker's accounts counts, others are just devices") {
  Site site;
  CHECK(site.role("old-kiosk") == "kiosk");
  CHECK(site.role("somebody-else") == "device");
  CHECK(site.role("system") == "device");
}

TEST_CASE("devices are there after a restart, their codes are not") {
  Site site;
  const auto code = site.register_kiosk();
  REQUIRE(site.host.restart());
  CHECK(site.enrol(code) == "denied");
  CHECK(site.enrol(site.answer<DeviceCode>(site.the_operator, "identity.device_code", {{"device", "kiosk-1"}}).code) == "ok");
  REQUIRE(site.host.restart());
  CHECK(site.role("kiosk-1") == "kiosk");
  CHECK(site.answer<DevicesView>(site.the_operator, "identity.devices").devices.size() == 1);
}
