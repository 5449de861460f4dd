package vc

import (
	"fmt"
	"os"
	"strings"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/simulator/esx"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

const esxVersion, esxBuild = "8.0.3", "24022510"

// addHost makes a stand-alone host: connected, in its own compute resource.
func (l *Lab) addHost(h Host) error {
	in := get[*simulator.Folder](l, l.dc.HostFolder)
	hs, f := simulator.CreateStandaloneHost(l.ctx, in, types.HostConnectSpec{HostName: h.Name})
	if f != nil {
		return fmt.Errorf("%s", say(f))
	}
	hs.Runtime.ConnectionState = types.HostSystemConnectionStateConnected
	shapeHardware(hs, h)
	l.shapeNetwork(hs, h)

	vsan := &mo.HostVsanSystem{}
	vsan.Self = types.ManagedObjectReference{Type: "HostVsanSystem", Value: "vsanSystem-" + strings.TrimPrefix(hs.Self.Value, "host-")}
	vsan.Config = types.VsanHostConfigInfo{Enabled: types.NewBool(false), HostSystem: &hs.Self, FaultDomainInfo: &types.VsanHostFaultDomainInfo{}}
	l.Map.Put(vsan)
	hs.ConfigManager.VsanSystem = &vsan.Self

	l.hosts[hs.Self] = &hostFacts{Host: h, vsanSystem: vsan.Self}
	l.shapeStorage(hs)
	l.recount(*hs.Parent)
	if h.LocalDatastore != nil {
		return l.addLocalDatastore(hs, *h.LocalDatastore)
	}
	return nil
}

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

func (l *Lab) addLocalDatastore(hs *simulator.HostSystem, d LocalDisk) error {
	size := d.SizeMiB << 20
	_, f := l.newDatastore(d.Name, vmfsVolume(d.Name, size, "mpx.vmhba0:C0:T0:L0", hs.Name), []types.ManagedObjectReference{hs.Self})
	if f != nil {
		return fmt.Errorf("datastore %s: %s", d.Name, say(f))
	}
	return nil
}

// recount sums a compute resource's hosts; a host that does not answer gives no effective capacity.
func (l *Lab) recount(ref types.ManagedObjectReference) {
	cr := l.compute(ref)
	s := cr.Summary.GetComputeResourceSummary()
	s.TotalCpu, s.TotalMemory, s.NumCpuCores, s.NumCpuThreads = 0, 0, 0, 0
	s.EffectiveCpu, s.EffectiveMemory, s.NumHosts, s.NumEffectiveHosts = 0, 0, 0, 0
	s.OverallStatus = types.ManagedEntityStatusGreen
	for _, r := range cr.Host {
		h := get[*simulator.HostSystem](l, r)
		hw := h.Summary.Hardware
		mhz := hw.CpuMhz * int32(hw.NumCpuCores)
		s.TotalCpu += mhz
		s.TotalMemory += hw.MemorySize
		s.NumCpuCores += hw.NumCpuCores
		s.NumCpuThreads += hw.NumCpuThreads
		s.NumHosts++
		if l.answers(h) {
			s.EffectiveCpu += mhz
			s.EffectiveMemory += hw.MemorySize >> 20
			s.NumEffectiveHosts++
		} else {
			s.OverallStatus = types.ManagedEntityStatusRed
		}
	}
	l.sizeRootPool(cr)
}

// compute is the compute resource part of a cluster or a stand-alone host.
func (l *Lab) compute(ref types.ManagedObjectReference) *mo.ComputeResource {
	switch c := l.Map.Get(ref).(type) {
	case *simulator.ClusterComputeResource:
		return &c.ComputeResource
	case *mo.ComputeResource:
		return c
	}
	return nil
}

// answers: connected and not in maintenance, so machines may run there.
func (l *Lab) answers(h *simulator.HostSystem) bool {
	return h.Runtime.ConnectionState == types.HostSystemConnectionStateConnected && !h.Runtime.InMaintenanceMode
}

// dir is a folder for the files of a new datastore, below the model's temporary one.
func (l *Lab) dir() (string, error) {
	home := l.Map.OptionManager().QueryOptions(&types.QueryOptions{Name: "vcsim.home"}).(*methods.QueryOptionsBody)
	return os.MkdirTemp(home.Res.Returnval[0].GetOptionValue().Value.(string), "datastore-")
}

// host adds maintenance mode that counts and a destroy.
type host struct {
	*simulator.HostSystem
	notEntity
	lab *Lab
}

// EnterMaintenanceModeTask is refused while a machine runs there that nobody moves: only DRS would.
func (h *host) EnterMaintenanceModeTask(ctx *simulator.Context, req *types.EnterMaintenanceMode_Task) soap.HasFault {
	return &methods.EnterMaintenanceMode_TaskBody{Res: &types.EnterMaintenanceMode_TaskResponse{
		Returnval: h.lab.task(ctx, h.HostSystem, "enterMaintenanceMode", func() (result, fault) {
			if h.Runtime.InMaintenanceMode {
				return nil, &types.InvalidState{}
			}
			if f := h.lab.evacuate(h.HostSystem, req.EvacuatePoweredOffVms != nil && *req.EvacuatePoweredOffVms); f != nil {
				return nil, f
			}
			h.Runtime.InMaintenanceMode = true
			h.lab.recount(*h.Parent)
			return nil, nil
		}),
	}}
}

// ExitMaintenanceModeTask ends it.
func (h *host) ExitMaintenanceModeTask(ctx *simulator.Context, _ *types.ExitMaintenanceMode_Task) soap.HasFault {
	return &methods.ExitMaintenanceMode_TaskBody{Res: &types.ExitMaintenanceMode_TaskResponse{
		Returnval: h.lab.task(ctx, h.HostSystem, "exitMaintenanceMode", func() (result, fault) {
			if !h.Runtime.InMaintenanceMode {
				return nil, &types.InvalidState{}
			}
			h.Runtime.InMaintenanceMode = false
			h.lab.recount(*h.Parent)
			return nil, nil
		}),
	}}
}
