// A broker's folder and the certificates in it; openssl is the witness.

#include "folder.hpp"

using namespace vestibule;
namespace fs = std::filesystem;

namespace {

broker::SiteBroker made(const fs::path& folder) {
  auto site = broker::SiteBroker::make(folder, {"broker.clinic.example", "127.0.0.1"}, {});
  REQUIRE_MESSAGE(site, site.error().message);
  return *std::move(site);
}

void check_refused(const Result<std::vector<broker::Papers>>& answer, Code code, const std::string& words) {
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == code);
  CHECK_MESSAGE(answer.error().message.find(words) != std::string::npos, answer.error().message);
}

}  // namespace

TEST_CASE("a broker's folder holds what mosquitto needs, and its secrets are its owner's") {
  const test::Folder folder;
  made(folder.path / "site");
  for (const char* name : {"mosquitto.conf", "access", "passwords", "authority.crt", "broker.crt", "broker.key", "revoked.crl", "devices.csv"})
    CHECK_MESSAGE(fs::exists(folder.path / "site" / name), name);
  for (const char* secret : {"authority.key", "host-password"})
    CHECK_MESSAGE(fs::status(folder.path / "site" / secret).permissions() == (fs::perms::owner_read | fs::perms::owner_write), secret);
  const std::string authority = (folder.path / "site/authority.crt").string();
  CHECK(folder.openssl({"verify", "-CAfile", authority, "-verify_ip", "127.0.0.1", "-purpose", "sslserver", (folder.path / "site/broker.crt").string()}));
  CHECK(folder.openssl({"verify", "-CAfile", authority, "-verify_hostname", "broker.clinic.example", (folder.path / "site/broker.crt").string()}));
  CHECK_FALSE(folder.openssl({"verify", "-CAfile", authority, "-verify_hostname", "elsewhere.example", (folder.path / "site/broker.crt").string()}));

  const auto again = broker::SiteBroker::make(folder.path / "site", {"other"}, {});
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Code::conflict);
  const auto unnamed = broker::SiteBroker::make(folder.path / "second", {"a name,DNS:evil"}, {});
  REQUIRE_FALSE(unnamed);
  CHECK(unnamed.error().code == Code::invalid);
  CHECK_FALSE(fs::exists(folder.path / "second"));
  CHECK(broker::SiteBroker::open(folder.path).error().code == Code::not_found);
}

TEST_CASE("a device is enrolled by name, once, and again after it was revoked") {
  const test::Folder folder;
  auto site = made(folder.path / "site");
  const auto papers = site.enrol({{"monitor-1", "Bay 3, left", ""}});
  REQUIRE(papers);
  const std::string authority = (folder.path / "site/authority.crt").string(), list = (folder.path / "site/revoked.crl").string();
  CHECK(folder.openssl({"verify", "-CAfile", authority, "-purpose", "sslclient", papers->front().certificate.string()}));
  CHECK(folder.openssl({"x509", "-noout", "-subject", "-in", papers->front().certificate.string()}));
  CHECK(folder.read("openssl").find("CN = monitor-1") != std::string::npos);

  check_refused(site.enrol({{"monitor-2", "", ""}, {"monitor-1", "", ""}}), Code::conflict, "'monitor-1' holds a certificate until");
  CHECK_MESSAGE(site.devices().size() == 1, "all or none");
  check_refused(site.enrol({{"monitor 1", "", ""}}), Code::invalid, "is no name");
  check_refused(site.enrol({{"host", "", ""}}), Code::invalid, "the host's own account");

  REQUIRE(site.revoke("monitor-1"));
  CHECK_FALSE(folder.openssl({"verify", "-CAfile", authority, "-crl_check", "-CRLfile", list, papers->front().certificate.string()}));
  CHECK(site.revoke("monitor-1").error().code == Code::not_found);
  const auto second = site.enrol({{"monitor-1", "", ""}});
  REQUIRE(second);
  CHECK(folder.openssl({"verify", "-CAfile", authority, "-crl_check", "-CRLfile", list, second->front().certificate.string()}));

  const auto reopened = broker::SiteBroker::open(folder.path / "site");
  REQUIRE(reopened);
  REQUIRE(reopened->devices().size() == 2);
  CHECK(reopened->devices()[0].asset == "Bay 3, left");
  CHECK(reopened->devices()[0].revoked.has_value());
  CHECK_FALSE(reopened->devices()[1].revoked.has_value());
}

TEST_CASE("a device that made its key itself gets a certificate for it, under the name the site says") {
  const test::Folder folder;
  auto site = made(folder.path / "site");
  const std::string key = (folder.path / "own.key").string(), request = (folder.path / "own.csr").string();
  REQUIRE(folder.openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=somebody-else", "-keyout", key, "-out", request}));
  const auto papers = site.enrol({{"monitor-9", "", request}});
  REQUIRE_MESSAGE(papers, papers.error().message);
  CHECK(papers->front().key.empty());
  REQUIRE(folder.openssl({"x509", "-noout", "-subject", "-in", papers->front().certificate.string()}));
  CHECK(folder.read("openssl").find("CN = monitor-9") != std::string::npos);

  check_refused(site.enrol({{"monitor-10", "", folder.write("not.csr", "hello")}}), Code::invalid, "what 'monitor-10' sent is no certificate request");
  check_refused(site.enrol({{"monitor-10", "", (folder.path / "absent.csr").string()}}), Code::not_found, "the request of 'monitor-10'");
  REQUIRE(folder.openssl({"req", "-new", "-newkey", "rsa:1024", "-nodes", "-subj", "/CN=x", "-keyout", key, "-out", request}));
  check_refused(site.enrol({{"monitor-10", "", request}}), Code::invalid, "too weak");
}

TEST_CASE("a list of devices is taken whole, or every wrong line is told") {
  const test::Folder folder;
  auto site = made(folder.path / "site");
  std::string many = "asset,name,bought\r\n";
  for (int i = 0; i < 500; ++i) many += fmt::format("\"Ward 3, no. {}\",monitor-{},2026\r\n", i, i);
  const auto wishes = broker::read_wishes(folder.write("list.csv", many));
  REQUIRE(wishes);
  REQUIRE(wishes->size() == 500);
  CHECK((*wishes)[7].asset == "Ward 3, no. 7");
  REQUIRE(site.enrol(*wishes));
  CHECK(broker::SiteBroker::open(folder.path / "site")->devices().size() == 500);

  const auto wrong = broker::read_wishes(folder.write("wrong.csv", "name,asset\nmonitor-1,\n\nbed 7,\nmonitor-1,\n"));
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message.find("wrong.csv:4: 'bed 7' is no name") != std::string::npos);
  CHECK(wrong.error().message.find("wrong.csv:5: 'monitor-1' stands in line 2 already") != std::string::npos);
  CHECK(broker::read_wishes(folder.write("headless.csv", "monitor-1\n")).error().message.find("the first line must name the columns") != std::string::npos);
  CHECK(broker::read_wishes(folder.write("open.csv", "name\n\"mon")).error().code == Code::invalid);
  CHECK(broker::read_wishes(folder.path / "absent.csv").error().code == Code::not_found);
}

TEST_CASE("a register that somebody wrote into is refused with its line, for a revoked device must stay so") {
  const test::Folder folder;
  auto site = made(folder.path / "site");
  REQUIRE(site.enrol({{"monitor-1", "", ""}}));
  std::ofstream(folder.path / "site/devices.csv", std::ios::app) << "monitor-2,,XYZ,yesterday,never,\n";
  const auto opened = broker::SiteBroker::open(folder.path / "site");
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Code::invalid);
  CHECK(opened.error().message.find("devices.csv:3") != std::string::npos);
}
