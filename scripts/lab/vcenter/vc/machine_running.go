package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// checkRunning: what a running machine does not allow.
func (l *Lab) checkRunning(spec *types.VirtualMachineConfigSpec, vm *simulator.VirtualMachine) fault {
	if !running(vm) {
		return nil
	}
	off := &types.InvalidPowerState{RequestedState: types.VirtualMachinePowerStatePoweredOff, ExistingState: vm.Runtime.PowerState}
	hw, cfg := vm.Config.Hardware, vm.Config
	switch {
	case spec.MemoryMB != 0 && spec.MemoryMB < int64(hw.MemoryMB):
		return off
	case spec.MemoryMB > int64(hw.MemoryMB) && !on(cfg.MemoryHotAddEnabled):
		return explained(&types.MemoryHotPlugNotSupported{}, "Memory cannot be added while %s runs.", vm.Name)
	case spec.NumCPUs != 0 && spec.NumCPUs < hw.NumCPU && !on(cfg.CpuHotRemoveEnabled):
		return off
	case spec.NumCPUs > hw.NumCPU && !on(cfg.CpuHotAddEnabled):
		return explained(&types.CpuHotPlugNotSupported{}, "Processors cannot be added while %s runs.", vm.Name)
	case spec.NumCoresPerSocket != nil && *spec.NumCoresPerSocket != 0 && hw.NumCoresPerSocket != nil && *spec.NumCoresPerSocket != *hw.NumCoresPerSocket:
		return off
	case spec.Firmware != "" && spec.Firmware != cfg.Firmware, spec.GuestId != "" && spec.GuestId != cfg.GuestId:
		return off
	case switched(spec.MemoryHotAddEnabled, cfg.MemoryHotAddEnabled), switched(spec.CpuHotAddEnabled, cfg.CpuHotAddEnabled),
		switched(spec.CpuHotRemoveEnabled, cfg.CpuHotRemoveEnabled), switched(spec.NestedHVEnabled, cfg.NestedHVEnabled):
		return off
	}
	if f := l.checkHotMemory(spec, vm); f != nil {
		return f
	}
	return l.admitChange(spec, vm)
}

// switched: the specification asks for another value than there is.
func switched(wanted, is *bool) bool { return wanted != nil && *wanted != on(is) }

// checkHotMemory: no more than what the machine could take when it was started, nor than its host has.
func (l *Lab) checkHotMemory(spec *types.VirtualMachineConfigSpec, vm *simulator.VirtualMachine) fault {
	if spec.MemoryMB <= int64(vm.Config.Hardware.MemoryMB) {
		return nil
	}
	h := get[*simulator.HostSystem](l, *vm.Runtime.Host)
	tooMuch := func(limit int64) *types.MemorySizeNotSupported {
		return &types.MemorySizeNotSupported{MemorySizeMB: int32(min(spec.MemoryMB, 1<<31-1)), MinMemorySizeMB: 4, MaxMemorySizeMB: int32(limit)}
	}
	if size := h.Hardware.MemorySize >> 20; spec.MemoryMB > size {
		return explained(tooMuch(size), "%d MiB for the running %s are more than the %d MiB of its host %s.", spec.MemoryMB, vm.Name, size, h.Name)
	}
	if limit := vm.Config.HotPlugMemoryLimit; limit > 0 && spec.MemoryMB > limit {
		return explained(tooMuch(limit), "%s was started with so little memory that it can be given %d MiB at most while it runs, not %d.", vm.Name, limit, spec.MemoryMB)
	}
	return nil
}

// linuxGuests, by how their identifiers begin.
var linuxGuests = []string{
	"almalinux", "amazonlinux", "asianux", "centos", "coreos", "crx", "debian", "fedora", "flatcar", "linuxMint", "mandr", "opensuse",
	"oracleLinux", "other3xLinux", "other4xLinux", "other5xLinux", "other6xLinux", "otherLinux", "photon", "rhel", "rockylinux", "sles",
	"suse", "turboLinux", "ubuntu", "vmwarePhoton",
}

// hotMemoryLimit in MiB: 16 times what the machine was started with (KB 2020846); a
// Linux started with less than 3 GiB never goes beyond that.
func hotMemoryLimit(guest string, startedWith int64) int64 {
	const small = 3 << 10
	if startedWith < small && slices.ContainsFunc(linuxGuests, func(p string) bool { return strings.HasPrefix(guest, p) }) {
		return small
	}
	return min(16*startedWith, maxMemoryMiB)
}
