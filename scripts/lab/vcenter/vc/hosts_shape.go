package vc

import (
	"fmt"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/simulator/esx"
	"github.com/vmware/govmomi/vim25/types"
)

const esxVersion, esxBuild = "8.0.3", "24022510"

func shapeHardware(hs *simulator.HostSystem, h Host) {
	memory := int64(h.MemoryMiB) << 20
	id := uuid.NewSHA1(uuid.NameSpaceDNS, []byte(h.Name)).String()
	s := hs.Summary.Hardware
	s.Uuid, s.MemorySize = id, memory
	s.CpuMhz, s.NumCpuCores, s.NumCpuThreads, s.NumCpuPkgs = int32(h.MHz), int16(h.Cores), int16(2*h.Cores), 2
	s.NumNics = int32(len(h.Nics))
	hw := hs.Hardware
	hw.SystemInfo.Uuid, hw.MemorySize = id, memory
	hw.CpuInfo = types.HostCpuInfo{NumCpuPackages: 2, NumCpuCores: int16(h.Cores), NumCpuThreads: int16(2 * h.Cores), Hz: int64(h.MHz) * 1e6}
	product := hs.Config.Product
	product.Version, product.ApiVersion, product.Build = esxVersion, "8.0.3.0", esxBuild
	product.FullName = "VMware ESXi " + esxVersion + " build-" + esxBuild + " (simulated)"
	hs.Summary.Config.Product = &product
	hs.Config.Product = product
	hs.Summary.MaxEVCModeKey = h.EvcMax
	hs.Summary.QuickStats = types.HostListSummaryQuickStats{}
	hs.Config.DateTimeInfo = &types.HostDateTimeInfo{TimeZone: types.HostDateTimeSystemTimeZone{Key: "UTC", Name: "UTC"}}
}

// shapeNetwork: the cards of the inventory and a standard switch with the
// management adapter. The library shares the adapter lists between hosts: copied here.
func (l *Lab) shapeNetwork(hs *simulator.HostSystem, h Host) {
	n := hs.Config.Network
	model := esx.HostConfigInfo.Network.Pnic[0]
	n.Pnic = nil
	for i, dev := range h.Nics {
		p := model
		p.Key, p.Device = "key-vim.host.PhysicalNic-"+dev, dev
		p.Pci = fmt.Sprintf("0000:%02x:00.0", i+1)
		p.Mac = macOf(h.Name+dev, "00:0c:29")
		n.Pnic = append(n.Pnic, p)
	}
	sw := &n.Vswitch[0]
	sw.Pnic = nil
	for _, dev := range h.VSwitch0 {
		sw.Pnic = append(sw.Pnic, "key-vim.host.PhysicalNic-"+dev)
	}
	n.ProxySwitch = nil
	n.Vnic[0].Spec.Mac = macOf(h.Name+"vmk0", "00:50:56")
	get[*simulator.HostNetworkSystem](l, *hs.ConfigManager.NetworkSystem).NetworkInfo = n

	info := &types.HostVirtualNicManagerInfo{}
	for _, service := range vnicServices {
		c := types.VirtualNicManagerNetConfig{NicType: service, MultiSelectAllowed: true}
		if service == "management" {
			c.SelectedVnic = []string{"management.key-vim.host.VirtualNic-vmk0"}
		}
		info.NetConfig = append(info.NetConfig, c)
	}
	hs.Config.VirtualNicManagerInfo = info
	l.syncVnics(hs)
}

// vnicServices that a VM kernel adapter can be marked for.
var vnicServices = []string{
	"vmotion", "faultToleranceLogging", "management", "vSphereReplication", "vSphereReplicationNFC",
	"vSphereProvisioning", "vSphereBackupNFC", "vsan", "vsanWitness", "ptp", "nvmeTcp", "nvmeRdma",
}

func macOf(seed, oui string) string {
	u := uuid.NewSHA1(uuid.NameSpaceDNS, []byte(seed))
	return fmt.Sprintf("%s:%02x:%02x:%02x", oui, u[0]&0x3f, u[1], u[2])
}
