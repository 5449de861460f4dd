package vc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// label names devices as vSphere does ("Hard disk 1"): a client that imports a
// machine reads these. A device keeps its label, a new one takes the first free number.
func (l *Lab) label(vm *simulator.VirtualMachine) {
	kind := func(d types.BaseVirtualDevice) string {
		switch d.(type) {
		case *types.VirtualDisk:
			return "Hard disk "
		case types.BaseVirtualEthernetCard:
			return "Network adapter "
		}
		return ""
	}
	devices := slices.Clone(vm.Config.Hardware.Device)
	slices.SortStableFunc(devices, func(a, b types.BaseVirtualDevice) int {
		return int(a.GetVirtualDevice().Key - b.GetVirtualDevice().Key)
	})
	taken := map[string]bool{}
	var fresh []types.BaseVirtualDevice
	for _, d := range devices {
		prefix := kind(d)
		if prefix == "" {
			continue
		}
		if i := d.GetVirtualDevice().DeviceInfo; i != nil && strings.HasPrefix(i.GetDescription().Label, prefix) && !taken[i.GetDescription().Label] {
			taken[i.GetDescription().Label] = true
			continue
		}
		fresh = append(fresh, d)
	}
	for _, d := range fresh {
		summary := ""
		if i := d.GetVirtualDevice().DeviceInfo; i != nil {
			summary = i.GetDescription().Summary
		}
		for n := 1; ; n++ {
			if name := fmt.Sprint(kind(d), n); !taken[name] {
				taken[name] = true
				d.GetVirtualDevice().DeviceInfo = &types.Description{Label: name, Summary: summary}
				break
			}
		}
	}
}
