// A folder and a print queue as machines, and which machine an address means.

#include <charconv>
#include <fstream>

#include <vestibule/link/child_process.hpp>
#include <vestibule/ui/picture.hpp>

#include "escpos.hpp"
#include "machine.hpp"

namespace vestibule::kiosk {
namespace fs = std::filesystem;
namespace {

/// A reader sees the whole file or none.
Result<> put_in_place(const fs::path& part, const fs::path& file) {
  std::error_code error;
  fs::rename(part, file, error);
  if (error) return fail(Code::unavailable, "cannot write {}: {}", file.string(), error.message());
  return {};
}

Result<> save_bytes(const std::string& bytes, const fs::path& file) {
  const fs::path part = file.string() + ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return fail(Code::unavailable, "cannot write {}: is the disk full?", part.string());
  return put_in_place(part, file);
}

Result<> save_png(const Raster& raster, const fs::path& file) {
  std::vector<ui::Colour> pixels;
  pixels.reserve(static_cast<std::size_t>(raster.width()) * static_cast<std::size_t>(raster.height()));
  for (int y = 0; y < raster.height(); ++y)
    for (int x = 0; x < raster.width(); ++x)
      pixels.push_back(raster.black(x, y) ? ui::Colour{0, 0, 0} : ui::Colour{255, 255, 255});
  const fs::path part = file.string() + ".part";
  VESTIBULE_CHECK(ui::Picture::from({raster.width(), raster.height()}, pixels).save_png(part));
  return put_in_place(part, file);
}

class FolderMachine final : public Machine {
 public:
  explicit FolderMachine(fs::path folder) : folder_(std::move(folder)) {}

  Outcome print(const Raster& ticket, const std::string& name, const Ending&) override {
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path file = folder_ / name;
    auto saved = save_png(ticket, file.string() + ".png").and_then([&] { return save_bytes(escpos(ticket), file.string() + ".escpos"); });
    if (saved) return {true, PrinterState::ready, {}};
    return {false, PrinterState::broken, saved.error().message};
  }
  PrinterState look() override { return PrinterState::ready; }

 private:
  const fs::path folder_;
};

constexpr Duration spooler_patience{8000};

class SpoolerMachine final : public Machine {
 public:
  SpoolerMachine(std::string queue, fs::path scratch) : queue_(std::move(queue)), scratch_(std::move(scratch)) {}

  Outcome print(const Raster& ticket, const std::string& name, const Ending&) override {
    const fs::path file = scratch_ / ("vestibule-" + name + ".escpos");
    if (const auto saved = save_bytes(escpos(ticket), file); !saved) return {false, PrinterState::broken, saved.error().message};
    const auto status = run({"lp", "-s", "-d", queue_, "-o", "raw", "--", file.string()});
    std::error_code ignored;
    fs::remove(file, ignored);
    if (status == 0) return {true, PrinterState::unknown, {}};
    return {false, PrinterState::offline, "the print queue '" + queue_ + "' does not take it"};
  }

  /// The queue says only whether it takes anything: what the printer lacks, CUPS tells by its own means.
  PrinterState look() override { return run({"lpstat", "-a", queue_}) == 0 ? PrinterState::unknown : PrinterState::offline; }

 private:
  std::optional<int> run(std::vector<std::string> command) const {
    auto child = link::ChildProcess::start({std::move(command), {{"LC_ALL", "C"}}, "/dev/null", {}});
    return child ? child->wait(spooler_patience) : std::nullopt;
  }

  const std::string queue_;
  const fs::path scratch_;
};

/// "host:9100"; the port may be left out.
Result<std::unique_ptr<Machine>> tcp_machine(const std::string& address) {
  const auto colon = address.rfind(':');
  const std::string host = address.substr(0, colon), digits = colon == address.npos ? "9100" : address.substr(colon + 1);
  int port = 0;
  const auto [end, bad] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (host.empty() || bad != std::errc{} || end != digits.data() + digits.size() || port < 1 || port > 65535)
    return fail(Code::invalid, "printer address 'tcp:{}' is none: write it as tcp:10.0.0.7:9100", address);
  return escpos_machine(tcp_transport(host, port));
}

}  // namespace

std::unique_ptr<Machine> folder_machine(fs::path folder) { return std::make_unique<FolderMachine>(std::move(folder)); }
std::unique_ptr<Machine> spooler_machine(std::string queue, fs::path scratch) {
  return std::make_unique<SpoolerMachine>(std::move(queue), std::move(scratch));
}

Result<std::unique_ptr<Machine>> machine_for(const std::string& address) {
  const auto colon = address.find(':');
  const std::string word = address.substr(0, colon), rest = colon == address.npos ? "" : address.substr(colon + 1);
  // A path may hold a colon further on; a word before the first one is meant as a kind of printer.
  if (!address.empty() && (colon == address.npos || word.find('/') != word.npos)) return folder_machine(address);
  if (word == "tcp") return tcp_machine(rest);
  if (!rest.empty() && word == "device") return escpos_machine(device_transport(rest));
  if (!rest.empty() && word == "spooler" && !rest.starts_with('-')) return spooler_machine(rest, fs::temp_directory_path());
  if (!rest.empty() && word == "folder") return folder_machine(rest);
  return fail(Code::invalid, "printer '{}' is none: write device:/dev/usb/lp0, tcp:10.0.0.7:9100, spooler:QUEUE, folder:PATH, or the path of a folder", address);
}

}  // namespace vestibule::kiosk
